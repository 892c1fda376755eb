import { useQueries } from '@tanstack/react-query';
import { divisions } from '../../shared/commodity/divisions.ts';
import { call } from '../api/client.ts';
import { type Column, Section, Table } from '../kit/blocks.tsx';
import { useLanguage } from '../kit/language.ts';
import { OrganisationName } from '../kit/organisation.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Division, Moment } from '../kit/values.tsx';
import type { Round, Unit } from './round.ts';
import { useText } from './text.ts';
import { Standing } from './values.tsx';

/** Where each county lies, roughly as on the map of Sanming: row and column of a grid of tiles. */
const places: Readonly<Record<string, readonly [row: number, column: number]>> = {
  350430: [1, 1],
  350429: [1, 2],
  350428: [1, 3],
  350424: [2, 1],
  350421: [2, 2],
  350405: [2, 3],
  350426: [2, 4],
  350423: [3, 1],
  350404: [3, 2],
  350425: [3, 4],
  350481: [3, 3],
};

interface UnitsProps {
  readonly round: Round;
  readonly units: readonly Unit[];
}

/** Who has reported and signed (各单位进度): the eleven counties as tiles, and every unit as a row. */
export function Units({ round, units: known }: UnitsProps) {
  const say = useText();
  const units = useNamed(known);
  const done = units.filter(({ standing }) => standing === 'signed').length;
  const columns: readonly Column<Unit>[] = [
    { title: say('unit'), of: ({ id, name }) => <OrganisationName id={id} name={name} /> },
    {
      title: say('unit.division'),
      of: ({ division }) => (division === undefined ? '—' : <Division code={division} />),
    },
    { title: say('unit.standing'), of: ({ standing }) => <Standing standing={standing} /> },
    { title: say('unit.signedAt'), of: ({ signedAt }) => <Moment at={signedAt} /> },
  ];
  return (
    <Section
      title={say('units')}
      more={<span className="j-small">{say('units.done', { done, all: units.length })}</span>}
    >
      <Tiles units={units} />
      <Table caption={round.title} columns={columns} items={units} keyOf={({ id }) => id} />
    </Section>
  );
}

/** Units with their names and places: those that have said nothing yet are known to the round by their ids alone. */
export function useNamed(units: readonly Unit[]): readonly Unit[] {
  const unknown = units.filter(({ name }) => name === undefined);
  const found = useQueries({
    queries: unknown.map(({ id }) => ({
      queryKey: ['GET /v1/organisations/{id}', { path: { id } }],
      queryFn: () => call('GET /v1/organisations/{id}', { path: { id } }),
    })),
  });
  const named = new Map(found.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data] as const])));
  return units.map((unit) => {
    const { name, division } = named.get(unit.id) ?? unit;
    return { ...unit, ...(name && { name }), ...(division && { division }) };
  });
}

/** The eleven counties, each where it lies, in the colour and the words of its furthest unit. */
export function Tiles({ units }: Pick<UnitsProps, 'units'>) {
  const say = useText();
  const language = useLanguage();
  const counties = divisions().filter(({ code }) => places[code] !== undefined);
  return (
    <ul className="r-tiles" aria-label={say('tiles')}>
      {counties.map(({ code, name }) => {
        const here = units.filter(({ division }) => division === code);
        const standing = orders.find((each) => here.some((unit) => unit.standing === each));
        return (
          <li key={code} className={`r-tile r-tile-${standing ?? 'none'} r-at-${places[code]?.join('-')}`}>
            <strong>{name[language]}</strong>
            <span>{standing === undefined ? say('tiles.none') : sayCode(say, 'standing', standing)}</span>
          </li>
        );
      })}
    </ul>
  );
}

const orders = ['reported', 'invited', 'signed', 'left-out', 'opted-out', 'withdrawn', 'declined'];
