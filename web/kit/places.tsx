import { divisions } from '../../shared/commodity/divisions.ts';
import { useRead } from '../api/queries.ts';
import { type Choice, ChoiceField } from './fields.tsx';
import { useLanguage } from './language.ts';

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly none?: string;
  readonly pointer?: string;
  readonly required?: boolean;
}

/** One of the divisions (行政区划) of Sanming. */
export function DivisionField(props: PickProps) {
  const language = useLanguage();
  const choices = divisions().map(({ code, name }): Choice => [code, name[language]]);
  return <ChoiceField {...props} choices={choices} />;
}

/** One of the catalogue's categories (品类), by family; with `families` a whole family too. */
export function CategoryField({ families = false, ...props }: PickProps & { readonly families?: boolean }) {
  const language = useLanguage();
  const { data } = useRead('GET /v1/catalogue/categories', {});
  const choices = (data?.items ?? []).flatMap(({ code, name, children }): Choice[] => [
    ...(families ? ([[code, name[language]]] as const) : []),
    ...children
      .filter(({ status }) => status === 'active')
      .map((each): Choice => [each.code, `${families ? '　' : `${name[language]} · `}${each.name[language]}`]),
  ]);
  return <ChoiceField {...props} choices={choices} />;
}
