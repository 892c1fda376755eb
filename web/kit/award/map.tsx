import './award.css';
import { division } from '../../../shared/commodity/divisions.ts';
import { grouped, plain } from '../format.ts';
import { useLanguage } from '../language.ts';
import { useText as useKitText } from '../text.ts';
import { sayCode } from '../texts-of.ts';
import { type AllocatedLot, drawing, type Place, placesOf, slicesOf, type Tender } from './places.ts';
import { useText } from './text.ts';

const colours = 6;
const letter = (award: number): string => String.fromCodePoint(65 + award);

interface MapProps {
  readonly tender: Tender;
  readonly lot: AllocatedLot;
  nameOf(supplier: string): string;
}

/** Sanming as a sketch: a circle a division where its seat is, divided as its goods are among suppliers (分配示意图). */
export function AllocationMap({ tender, lot, nameOf }: MapProps) {
  const say = useText();
  const title = tender.lots.find(({ id }) => id === lot.lot)?.title ?? '';
  if (lot.awards.length === 0) return <p className="j-muted">{say('map.none')}</p>;
  return (
    <figure className="a-map">
      <svg viewBox={`0 0 ${drawing.width} ${drawing.height}`} role="img" aria-label={say('map.label', { lot: title })}>
        {placesOf(tender, lot).map((place) => (
          <PlaceMark key={place.code} place={place} />
        ))}
      </svg>
      <figcaption>
        <ul>
          {lot.awards.map(({ supplier }, award) => (
            <li key={supplier}>
              <span className={`a-swatch a-part-${award % colours}`}>{letter(award)}</span> {nameOf(supplier)}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

function PlaceMark({ place: { code, x, y, quantity, parts } }: { readonly place: Place }) {
  const language = useLanguage();
  const sayKit = useKitText();
  const { radius } = drawing;
  const name = division(code)?.name[language] ?? code;
  if (quantity === undefined) {
    return (
      <g transform={`translate(${x} ${y})`} className="a-idle">
        <circle r={5} />
        <text y={24}>{name}</text>
      </g>
    );
  }
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle r={radius} className="a-open" />
      {slicesOf(parts).map(({ award, path, x: left, y: top }) => (
        <g key={award} className={`a-part-${award % colours}`}>
          {path === undefined ? <circle r={radius} /> : <path d={path} />}
          <text x={left} y={top + 5} className="a-letter">
            {letter(award)}
          </text>
        </g>
      ))}
      <text y={radius + 16}>{name}</text>
      <text y={radius + 33} className="a-quantity">
        {grouped(plain(quantity.value))} {sayCode(sayKit, 'unit', quantity.unit)}
      </text>
    </g>
  );
}
