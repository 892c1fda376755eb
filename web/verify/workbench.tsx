import { useState } from 'react';
import { useRead } from '../api/queries.ts';
import { Loading, Notice, Section, Tag } from '../kit/blocks.tsx';
import { Checks } from './checks.tsx';
import { DropZone } from './drop-zone.tsx';
import { type Given, readGiven } from './given.ts';
import { useText } from './text.ts';
import { useVerifier } from './verifier.ts';

interface WorkbenchProps {
  /** What the platform serves of this tender; a file that is dropped takes its place. */
  readonly served?: unknown;
}

/** Where a bundle, keys and a receipt are put together and checked. Nothing that is dropped leaves the browser. */
export function Workbench({ served }: WorkbenchProps) {
  const say = useText();
  const published = useRead('GET /.well-known/jicai-receipts.json', {});
  const [given, setGiven] = useState<readonly Given[]>([]);
  const of = <Kind extends Given['kind']>(kind: Kind) =>
    given.find((each): each is Extract<Given, { kind: Kind }> => each.kind === kind);
  const bundle = of('bundle')?.bundle ?? served;
  const keys = of('keys')?.keys ?? published.data;
  // With the platform within reach its keys come first, so that nothing is said without them.
  const ready = bundle !== undefined && !(published.isFetching && keys === undefined);
  const { working, checked } = useVerifier(
    ready ? { bundle, keys: keys as never, receipt: of('receipt')?.receipt } : undefined,
  );
  const take = async (files: readonly File[]) => {
    const read = await Promise.all(files.map(readGiven));
    const kinds = new Set(read.map(({ kind }) => kind));
    setGiven((before) => [...read, ...before.filter(({ kind }) => kind !== 'unreadable' && !kinds.has(kind))]);
  };
  return (
    <>
      <Section title={say('files')}>
        <DropZone
          label={say(served === undefined ? 'drop.bundle' : 'drop.receipt')}
          hint={say(served === undefined ? 'drop.bundleHint' : 'drop.receiptHint')}
          onFiles={take}
        />
        {given.length > 0 && (
          <ul className="v-given">
            {given.map((each) => (
              <li key={each.kind + each.name}>
                <Tag tone={each.kind === 'unreadable' ? 'bad' : 'accent'}>{say(`given.${each.kind}`)}</Tag> {each.name}{' '}
                <button
                  type="button"
                  className="v-remove"
                  onClick={() => setGiven((before) => before.filter((one) => one !== each))}
                >
                  {say('given.remove', { name: each.name })}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {bundle !== undefined && (working || !ready) && (
        <Section title={say('working')}>
          <Loading />
        </Section>
      )}
      {checked !== undefined && <Checks of={checked} />}
      {bundle === undefined && <Notice title={say('nothing')}>{say('nothing.detail')}</Notice>}
    </>
  );
}
