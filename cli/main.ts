import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DomainError } from '../shared/kernel/errors.ts';
import { ceremony } from './ceremony.ts';
import { reveal } from './reveal.ts';
import { seal } from './seal.ts';
import { template } from './template.ts';
import { explain, type Language, text } from './text.ts';
import { verify } from './verify.ts';

type Command = (args: readonly string[], lang: Language) => Promise<number> | number;

const commands: Readonly<Record<string, Command>> = { template, seal, reveal, ceremony, verify, demo, help };

/** Runs a command. 0 done, 1 a bid or bundle that does not hold, 2 a command that could not be carried out. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = 'help', ...args] = argv;
  const lang = language(argv);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command || args.includes('--help')) {
    if (command || ['-h', '--help'].includes(name)) return help(args, lang);
    console.error(text(lang, 'unknown-command', { name }));
    return 2;
  }
  try {
    return await command(args, lang);
  } catch (error) {
    console.error(
      explain(lang, isUsage(error) ? new DomainError('malformed', 'usage', { reason: error.message }) : error),
    );
    return error instanceof DomainError && error.kind !== 'malformed' ? 1 : 2;
  }
}

function language(argv: readonly string[]): Language {
  const at = argv.indexOf('--lang');
  return argv.includes('--lang=en') || (at >= 0 && argv[at + 1] === 'en') ? 'en' : 'zh';
}

const isUsage = (error: unknown): error is Error =>
  error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');

function help(_args: readonly string[], lang: Language): number {
  console.log(text(lang, 'help'));
  return 0;
}

function demo(args: readonly string[]): number {
  const script = fileURLToPath(new URL('../demo/main.ts', import.meta.url));
  return spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' }).status ?? 1;
}
