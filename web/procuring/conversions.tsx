import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Body, call } from '../api/client.ts';
import type { Category } from '../kit/attributes-fields.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Amounted } from '../kit/values.tsx';
import type { ItemForm } from './form.ts';
import { useText } from './text.ts';

type Asked = Body<'POST /v1/conversions'>;

/** The quantity in the other units of trade, as it is typed, with the steps that led there (单位换算). */
export function Conversions({ item, category }: { readonly item: ItemForm; readonly category: Category }) {
  const { unit, value, basis, attributes } = item;
  const quantity = useLater(/^\d+(\.\d+)?$/.test(value) ? value : '');
  if (unit === '' || quantity === '') return null;
  const asked = {
    category: category.code,
    attributes: attributes as Asked['attributes'],
    quantity: { value: quantity, unit, ...(basis === '' ? {} : { basis }) },
  };
  return (
    <>
      {category.tradingUnits
        .filter((each) => each !== unit)
        .map((to) => (
          <Conversion key={to} asked={{ ...asked, to }} />
        ))}
    </>
  );
}

/** Nothing where the category has no conversion or the size is not known yet: a refusal is no fault of the documents. */
function Conversion({ asked }: { readonly asked: Asked }) {
  const say = useText();
  const sayKit = useKitText();
  const { data } = useQuery({
    queryKey: ['POST /v1/conversions', asked],
    queryFn: () => call('POST /v1/conversions', { body: asked }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (data === undefined) return null;
  const { quantity, steps, approximate, tolerance } = data;
  return (
    <details className="p-conversion">
      <summary>
        {say(approximate ? 'conversion.about' : 'conversion.is')} <Amounted value={quantity} />
      </summary>
      <ol>
        {steps.map(({ formula, from, to, factor, standard, verified }) => (
          <li key={formula}>
            {say('conversion.step', {
              from: sayCode(sayKit, 'unit', from),
              to: sayCode(sayKit, 'unit', to),
              factor,
              standard: standard ?? say('conversion.noStandard'),
            })}
            {!verified && say('conversion.unverified')}
          </li>
        ))}
      </ol>
      {tolerance !== undefined && (
        <p>
          {say('conversion.tolerance', {
            minus: tolerance.minus ?? '—',
            plus: tolerance.plus ?? '—',
            standard: tolerance.standard,
          })}
        </p>
      )}
    </details>
  );
}

/** A value once it has rested for a moment. */
function useLater(value: string): string {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), 350);
    return () => clearTimeout(timer);
  }, [value]);
  return later;
}
