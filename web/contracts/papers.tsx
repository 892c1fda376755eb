import { useState } from 'react';
import { call } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { Notice } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import type { Delivery } from './agreement.ts';
import { useText } from './text.ts';

/** The papers that came with a delivery, and which are missing (随货资料). */
export function Papers({ delivery }: { readonly delivery: Delivery }) {
  const say = useText();
  const papers = delivery.lines.flatMap(({ documents }) => documents);
  const unique = papers.filter(({ sha256 }, at) => papers.findIndex((each) => each.sha256 === sha256) === at);
  const missing = [...new Set(delivery.lines.flatMap((line) => line.missing))];
  const open = async (sha256: string) => {
    const { url } = await call('GET /v1/deliveries/{id}/documents/{sha256}', { path: { id: delivery.id, sha256 } });
    location.assign(url);
  };
  return (
    <>
      {unique.length > 0 && (
        <ul className="c-list">
          {unique.map(({ sha256, kind, name }) => (
            <li key={sha256}>
              {sayCode(say, 'paper', kind)} · {name}{' '}
              <button type="button" className="j-button" onClick={() => void open(sha256)}>
                {say('paper.open')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="c-photos">
        {unique
          .filter(({ name }) => picture.test(name))
          .map((paper) => (
            <Photo key={paper.sha256} delivery={delivery.id} {...paper} />
          ))}
      </div>
      {missing.length > 0 && (
        <Notice tone="warn">
          {say('missing')} {missing.map((each) => sayCode(say, 'paper', each)).join(say('comma'))}
        </Notice>
      )}
    </>
  );
}

const picture = /\.(?:jpe?g|png|webp|gif|bmp)$/i;

interface PhotoProps {
  readonly delivery: string;
  readonly sha256: string;
  readonly kind: string;
  readonly name: string;
}

/** A photo of a ticket or load where it can be looked at; one that is no picture stays a file to open. */
function Photo({ delivery, sha256, kind, name }: PhotoProps) {
  const say = useText();
  const [broken, setBroken] = useState(false);
  const { data } = useRead('GET /v1/deliveries/{id}/documents/{sha256}', { path: { id: delivery, sha256 } });
  if (data === undefined || broken) return null;
  const label = `${sayCode(say, 'paper', kind)} ${name}`;
  return <img className="c-photo" src={data.url} alt={label} onError={() => setBroken(true)} />;
}
