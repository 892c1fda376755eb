import { useRead } from '../api/queries.ts';
import { useLanguage } from '../kit/language.ts';
import { Day } from '../kit/values.tsx';
import type { FullPost } from './goods.tsx';
import { useText } from './text.ts';

interface CertificatesProps {
  readonly category: string | undefined;
  readonly of: NonNullable<FullPost['certificates']>;
}

/** Certificates that a poster says it has (证书), by the names of the category; what it does not know stands as it was written. */
export function Certificates({ category, of }: CertificatesProps) {
  const say = useText();
  const language = useLanguage();
  const asked = { path: { code: category ?? '' } };
  const { data } = useRead('GET /v1/catalogue/categories/{code}', asked, { enabled: category !== undefined });
  const known = data?.certificates ?? [];
  return of.map(({ type, validTo }) => (
    <span key={type} className="m-sub">
      {known.find((each) => each.type === type)?.label[language] ?? type}{' '}
      {validTo !== undefined && (
        <span className="j-whole">
          {say('certificates.until')} <Day at={validTo} />
        </span>
      )}
    </span>
  ));
}
