import type { JWK } from 'jose';
import { useState } from 'react';
import { readPublicKey } from '../../shared/sealing/keys.ts';
import { useText } from './text.ts';

/** The private key of a holder, from the file that it keeps; and its public half. */
export interface HolderKey {
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
}

/** A file as `jicai ceremony key` and the console write it. @throws where it is none */
async function readKey(text: string): Promise<HolderKey> {
  const privateJwk = JSON.parse(text) as JWK;
  const { d, ...publicJwk } = privateJwk;
  await readPublicKey(publicJwk);
  if (typeof d !== 'string') throw new Error('no private half');
  return { privateJwk, publicJwk };
}

/** Reads the key where it is used: it is sent nowhere, and forgotten with the page. */
export function KeyFile({ onKey }: { onKey(key: HolderKey): void }) {
  const say = useText();
  const [wrong, setWrong] = useState(false);
  const read = async (file: File | undefined) => {
    setWrong(false);
    if (file === undefined) return;
    try {
      onKey(await readKey(await file.text()));
    } catch {
      setWrong(true);
    }
  };
  return (
    <>
      <label className="j-button o-upload">
        {say('key.open')}
        <input
          type="file"
          accept=".json,application/json"
          className="j-hidden"
          onChange={({ target }) => void read(target.files?.[0])}
        />
      </label>
      {wrong && (
        <p className="j-refused" role="alert">
          {say('key.wrong')}
        </p>
      )}
    </>
  );
}
