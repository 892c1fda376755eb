import type { Answer } from '../api/client.ts';
import { type Column, Facts, Notice, Table } from '../kit/blocks.tsx';
import { useLanguage } from '../kit/language.ts';
import { useText as useKitText } from '../kit/text.ts';
import { Amounted } from '../kit/values.tsx';
import type { Category } from './goods.ts';
import { useText } from './text.ts';

type Conversion = Answer<'POST /v1/conversions'>;
type Step = Conversion['steps'][number];

interface ConvertedProps {
  readonly asked: { readonly value: string; readonly unit: string };
  readonly conversion: Conversion;
  readonly formulas: Category['formulas'];
}

/** What it comes to, by which steps, and how far goods may lawfully differ from it. */
export function Converted({ asked, conversion, formulas }: ConvertedProps) {
  const say = useText();
  const sayKit = useKitText();
  const language = useLanguage();
  const { quantity, basis, standard, tolerance, approximate, excludes = [], exact, steps } = conversion;
  const columns: readonly Column<Step>[] = [
    {
      title: say('step'),
      of: ({ from, to }) => `${sayKit(`unit.${from}`)} → ${sayKit(`unit.${to}`)}`,
    },
    {
      title: say('step.formula'),
      of: ({ formula }) => (
        <div>
          {formulas[formula]?.name[language] ?? formula}
          <span className="c-block j-small">{formulas[formula]?.expression}</span>
        </div>
      ),
    },
    { title: say('step.factor'), of: ({ factor }) => <span className="j-figure">{factor}</span>, figure: true },
    { title: say('step.source'), of: ({ standard: by }) => by ?? '—' },
    { title: say('verified'), of: ({ verified }) => say(verified ? 'verified.yes' : 'verified.no') },
  ];
  return (
    <>
      <p className="c-price">
        <Amounted value={asked} /> = <Amounted value={quantity} />
      </p>
      {approximate && <Notice tone="warn">{say('convert.approximate')}</Notice>}
      <Facts
        items={[
          [say('filter.weighingBasis'), sayKit(`basis.${basis}`)],
          [say('convert.exact'), exact],
          [say('convert.standard'), standard],
          [
            say('convert.tolerance'),
            tolerance &&
              `−${tolerance.minus ?? '0'}% / +${tolerance.plus ?? '0'}% ${tolerance.standard} ${say(tolerance.verified ? 'verified.yes' : 'verified.no')}`,
          ],
          [say('convert.excludes'), excludes.length > 0 ? say('convert.socket') : undefined],
        ]}
      />
      <Table
        caption={say('steps')}
        columns={columns}
        items={steps}
        keyOf={({ formula, from, to }) => formula + from + to}
      />
    </>
  );
}
