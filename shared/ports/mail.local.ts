import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mailer } from './mail.ts';
import { eml } from './mime.ts';

export interface DiskMail extends Mailer {
  /** The names of what was sent, oldest first. */
  names(): Promise<readonly string[]>;
  /** Undefined when there is no such mail. */
  read(name: string): Promise<string | undefined>;
}

/** Mail into a folder, a file a message; the same mail is the same file. */
export function diskMail(options: { readonly folder: string; readonly from: string; now(): number }): DiskMail {
  const { folder, from, now } = options;
  async function names(): Promise<readonly string[]> {
    const all = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
    const dated = await Promise.all(
      all.map(async (name) => ({ name, at: (await stat(join(folder, name), { bigint: true })).mtimeNs })),
    );
    return dated.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ name }) => name);
  }
  return {
    names,

    async send(mail) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const text = eml(mail, { from, at: new Date(now()) });
      const place = join(folder, `${mail.id.replaceAll(/[^\w-]/g, '')}.eml`);
      await writeFile(`${place}.new`, text, { mode: 0o600 });
      await rename(`${place}.new`, place);
    },

    read: async (name) => ((await names()).includes(name) ? readFile(join(folder, name), 'utf8') : undefined),
  };
}
