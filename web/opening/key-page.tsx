import './opening.css';
import { useState } from 'react';
import { generateSealingKey } from '../../shared/sealing/keys.ts';
import { useWrite } from '../api/queries.ts';
import { Facts, Notice, PageFrame, ProblemAlert, Section } from '../kit/blocks.tsx';
import { saveFile } from '../kit/save-file.ts';
import { Moment } from '../kit/values.tsx';
import { type HolderKey, KeyFile } from './key-file.tsx';
import { useText } from './text.ts';

/** A person's own key for shares of opening keys (份额密钥): made here, kept by the person, its public half registered. */
export function Page() {
  const say = useText();
  const [key, setKey] = useState<HolderKey>();
  const [saved, setSaved] = useState(false);
  const register = useWrite('PUT /v1/ceremony-keys');
  const make = async () => {
    setKey(await generateSealingKey());
    setSaved(false);
    register.reset();
  };
  const { data } = register;
  return (
    <PageFrame title={say('key')}>
      <Section title={say('key.make')}>
        <p>{say('key.about')}</p>
        <div className="j-actions">
          <button type="button" className="j-button j-button-primary" onClick={() => void make()}>
            {say('key.new')}
          </button>
          <KeyFile
            onKey={(own) => {
              setKey(own);
              setSaved(true);
              register.reset();
            }}
          />
        </div>
        {key !== undefined && data === undefined && (
          <Notice tone="accent" title={say('key.made')}>
            <Facts items={[[say('key.kid'), <code key="kid">{key.publicJwk.kid}</code>]]} />
            <p>{say(saved ? 'key.saved' : 'key.save')}</p>
            <ProblemAlert error={register.error} />
            <div className="j-actions">
              {!saved && (
                <button
                  type="button"
                  className="j-button"
                  onClick={() => {
                    saveFile(
                      `ceremony-key-${key.publicJwk.kid?.slice(0, 6)}.json`,
                      `${JSON.stringify(key.privateJwk)}\n`,
                    );
                    setSaved(true);
                  }}
                >
                  {say('key.download')}
                </button>
              )}
              <button
                type="button"
                className="j-button j-button-primary"
                disabled={!saved || register.isPending}
                onClick={() => register.mutate({ body: { key: key.publicJwk as never } })}
              >
                {say('key.register')}
              </button>
            </div>
          </Notice>
        )}
        {data !== undefined && (
          <Notice tone="good" title={say('key.registered')}>
            <p>{say('key.tell')}</p>
            <p>{say(data.organisation === null ? 'key.noInbox' : 'key.inbox')}</p>
            <Facts
              items={[
                [say('key.holder'), <code key="holder">{data.holder}</code>],
                [say('key.kid'), <code key="kid">{data.key.kid}</code>],
                [say('key.at'), <Moment key="at" at={data.registeredAt} />],
              ]}
            />
          </Notice>
        )}
      </Section>
    </PageFrame>
  );
}
