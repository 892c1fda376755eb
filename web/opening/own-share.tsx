import { useState } from 'react';
import { resealShare } from '../../shared/sealing/ceremony.ts';
import { openShare } from '../../shared/sealing/share.ts';
import type { Answer } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { Notice, ProblemAlert, Reading, Section, Tag } from '../kit/blocks.tsx';
import { type HolderKey, KeyFile } from './key-file.tsx';
import type { Opening } from './shapes.ts';
import { useText } from './text.ts';

type Ceremony = NonNullable<Opening['ceremony']>;
type Share = Answer<'GET /v1/tenders/{id}/ceremony/share'>;

interface OwnProps {
  readonly tender: string;
  readonly ceremony: Ceremony;
}

/** The share of whoever looks, if there is one (本人的份额). */
export function OwnShare({ tender, ceremony }: OwnProps) {
  const share = useRead('GET /v1/tenders/{id}/ceremony/share', { path: { id: tender } });
  if (share.error instanceof ApiProblem && [403, 404].includes(share.error.status)) return null;
  return <Reading of={share}>{(it) => <Held tender={tender} ceremony={ceremony} share={it} />}</Reading>;
}

/** What the share was opened with, or that it does not open. */
type Opened = { readonly state: 'none' | 'wrong' } | { readonly state: 'right'; readonly key: HolderKey };

function Held({ tender, ceremony, share }: OwnProps & { readonly share: Share }) {
  const say = useText();
  const [opened, setOpened] = useState<Opened>({ state: 'none' });
  const handsIn = ceremony.sharesUntil !== null;
  const { sealed, ...terms } = share;
  const open = async (key: HolderKey) => {
    try {
      (await openShare(sealed, key.privateJwk, terms)).fill(0);
      setOpened({ state: 'right', key });
    } catch {
      setOpened({ state: 'wrong' });
    }
  };
  return (
    <Section title={say('own')} more={<Tag>{say(`share.${share.state}`)}</Tag>}>
      <p>{say(handsIn ? 'own.handIn' : 'own.confirm')}</p>
      {share.confirmed && !handsIn && <Notice tone="good">{say('own.confirmed')}</Notice>}
      {(share.state === 'handed-in' || share.state === 'right') && <Notice tone="good">{say('own.handedIn')}</Notice>}
      {ceremony.way === null && (
        <>
          <div className="j-actions">
            <KeyFile onKey={(key) => void open(key)} />
          </div>
          {opened.state === 'wrong' && (
            <Notice tone="bad" title={say('own.wrong')}>
              {say('own.wrongDetail')}
            </Notice>
          )}
          {opened.state === 'right' &&
            (handsIn ? (
              <HandIn tender={tender} share={share} ownKey={opened.key} />
            ) : (
              <Confirm tender={tender} share={share} />
            ))}
        </>
      )}
    </Section>
  );
}

function Confirm({ tender, share: { ceremony, commitment } }: { readonly tender: string; readonly share: Share }) {
  const say = useText();
  const write = useWrite('POST /v1/tenders/{id}/ceremony/confirmations');
  if (write.isSuccess) return null;
  return (
    <Notice tone="accent" title={say('own.opens')}>
      <ProblemAlert error={write.error} />
      <button
        type="button"
        className="j-button j-button-primary"
        disabled={write.isPending}
        onClick={() => write.mutate({ path: { id: tender }, body: { ceremony, commitment } })}
      >
        {say('own.confirm.send')}
      </button>
    </Notice>
  );
}

interface HandInProps {
  readonly tender: string;
  readonly share: Share;
  readonly ownKey: HolderKey;
}

/** Sealed again to the tender's key, whose number is compared with the published one: only the opening reads it. */
function HandIn({ tender, share, ownKey }: HandInProps) {
  const say = useText();
  const [failed, setFailed] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const tenderKey = useRead('GET /v1/tenders/{id}/key', { path: { id: tender } });
  const write = useWrite('POST /v1/tenders/{id}/ceremony/shares');
  const send = async (key: object) => {
    setBusy(true);
    setFailed(undefined);
    try {
      const { sealed, ...terms } = share;
      const opened = await openShare(sealed, ownKey.privateJwk, terms);
      const again = await resealShare(opened, terms, key);
      opened.fill(0);
      await write.mutateAsync({ path: { id: tender }, body: { sealed: again } });
    } catch (error) {
      setFailed(error);
    } finally {
      setBusy(false);
    }
  };
  if (write.isSuccess) return null;
  return (
    <Reading of={tenderKey}>
      {({ key }) => (
        <Notice tone="accent" title={say('own.opens')}>
          <p>
            {say('own.compare')} <code>{String(key.kid)}</code>
          </p>
          <ProblemAlert error={failed} />
          <button type="button" className="j-button j-button-primary" disabled={busy} onClick={() => void send(key)}>
            {say('own.handIn.send')}
          </button>
        </Notice>
      )}
    </Reading>
  );
}
