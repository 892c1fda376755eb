import { addDays } from '../../shared/kernel/time.ts';
import type { Body } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { Reading, Section } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { Check, ChoiceField, Field, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { useLanguage } from '../kit/language.ts';
import { DivisionField } from '../kit/places.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import type { Enquiry, FullPost } from './goods.tsx';
import { typedValue } from './limits.ts';
import { type Subject, useSubject } from './post-editor.tsx';
import { OneValue } from './spec-editor.tsx';
import { percent, today } from './terms.tsx';
import { useText } from './text.ts';

type Input = Body<'POST /v1/enquiries/{id}/quotes'>;

interface Typed {
  readonly attributes: Readonly<Record<string, string>>;
  readonly quantity: string;
  readonly unit: string;
  readonly basis: string;
  readonly price: string;
  readonly freight: string;
  readonly taxIncluded: boolean;
  readonly taxRate: string;
  readonly division: string;
  readonly address: string;
  readonly deliverBy: string;
  readonly paymentDays: string;
  readonly validUntil: string;
  readonly remark: string;
}

/** A quote (报价) for what was asked: goods in full, prefilled from the post. */
export function MakeQuote({ enquiry }: { readonly enquiry: Enquiry }) {
  const post = useRead('GET /v1/posts/{id}', { path: { id: enquiry.post } });
  return <Reading of={post}>{(it) => <QuoteForm key={it.id} enquiry={enquiry} post={it} />}</Reading>;
}

function QuoteForm({ enquiry, post }: { readonly enquiry: Enquiry; readonly post: FullPost }) {
  const say = useText();
  const subject = useSubject({ kind: post.kind, category: post.category ?? '', process: post.process ?? '' });
  const [typed, setTyped, forget] = useDraft<Typed>(`quote-${enquiry.id}`, first(post));
  const set = (changes: Partial<Typed>) => setTyped({ ...typed, ...changes });
  const quote = useWrite('POST /v1/enquiries/{id}/quotes', { onDone: forget });
  const send = () => quote.mutate({ path: { id: enquiry.id }, body: bodyOf(typed, subject) });
  return (
    <Section title={say(enquiry.quoteCount > 0 ? 'quote.again' : 'quote.make')}>
      <PlainForm error={quote.error} onSubmit={send}>
        <Goods subject={subject} typed={typed} set={set} />
        <Terms subject={subject} typed={typed} set={set} />
        <FormEnd submit={say('quote.send')} disabled={quote.isPending} />
      </PlainForm>
    </Section>
  );
}

/** What the post says in one value is taken over; the delivery is in ten days, and the quote holds for five. */
function first({ attributes, quantity, price, place, kind }: FullPost): Typed {
  const single = Object.entries(attributes).filter(([, value]) => typeof value !== 'object');
  const day = today();
  return {
    attributes: Object.fromEntries(single.map(([name, value]) => [name, String(value)])),
    quantity: quantity?.value ?? '',
    unit: quantity?.unit ?? price?.per ?? '',
    basis: quantity?.basis ?? price?.weighingBasis ?? '',
    price: price?.unitPrice.amount ?? '',
    freight: '',
    taxIncluded: price?.taxIncluded ?? true,
    taxRate: price?.taxRate ?? '0.13',
    division: kind === 'demand' ? place.division : '',
    address: kind === 'demand' ? (place.address ?? '') : '',
    deliverBy: addDays(day, 10),
    paymentDays: '30',
    validUntil: `${addDays(day, 5)}T18:00`,
    remark: '',
  };
}

function bodyOf(typed: Typed, { fields }: Subject): Input {
  const attributes = Object.fromEntries(
    fields.flatMap((field) => {
      const value = typed.attributes[field.name] ?? '';
      return value === '' ? [] : [[field.name, typedValue(value, field)]];
    }),
  );
  const yuan = (amount: string) => ({ amount, currency: 'CNY' as const });
  const mass = typed.unit === 'TNE' || typed.unit === 'KGM';
  return {
    attributes: attributes as unknown as Input['attributes'],
    quantity: {
      value: typed.quantity,
      unit: typed.unit as Input['quantity']['unit'],
      ...(mass && typed.basis !== '' ? { basis: typed.basis as 'weighed' } : {}),
    },
    unitPrice: yuan(typed.price),
    ...(typed.freight === '' ? {} : { freight: yuan(typed.freight) }),
    taxIncluded: typed.taxIncluded,
    taxRate: typed.taxRate,
    deliverTo: { division: typed.division, address: typed.address },
    deliverBy: typed.deliverBy,
    paymentDays: /^\d{1,4}$/.test(typed.paymentDays)
      ? Number(typed.paymentDays)
      : (typed.paymentDays as unknown as number),
    validUntil: `${typed.validUntil}:00+08:00`,
    ...(typed.remark.trim() === '' ? {} : { remark: typed.remark.trim() }),
  };
}

interface PartProps {
  readonly subject: Subject;
  readonly typed: Typed;
  readonly set: (changes: Partial<Typed>) => void;
}

function Goods({ subject, typed, set }: PartProps) {
  const language = useLanguage();
  return (
    <div className="j-grid">
      {subject.fields.map((field) => (
        <Field
          key={field.name}
          label={`${field.label[language]}${field.unit === undefined ? '' : ` (${field.unit})`}${field.required ? ' *' : ''}`}
          pointer={`/attributes/${field.name}`}
        >
          {({ id }) => (
            <OneValue
              id={id}
              field={field}
              value={typed.attributes[field.name] ?? ''}
              onChange={(value) => set({ attributes: { ...typed.attributes, [field.name]: value } })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

const taxRates = ['0.13', '0.09', '0.06', '0.03', '0.01', '0'];

function Terms({ subject, typed, set }: PartProps) {
  const say = useText();
  const sayKit = useKitText();
  const units = subject.units.map((each) => [each, sayCode(sayKit, 'unit', each)] as const);
  const bases = subject.bases.map((each) => [each, sayCode(sayKit, 'basis', each)] as const);
  const text = (name: 'quantity' | 'price' | 'freight' | 'address' | 'paymentDays') => ({
    value: typed[name],
    onChange: (value: string) => set({ [name]: value }),
  });
  return (
    <>
      <div className="j-grid">
        <TextField label={say('column.quantity')} pointer="/quantity/value" figure required {...text('quantity')} />
        <ChoiceField
          label={say('edit.unit')}
          pointer="/quantity/unit"
          required
          none={say('choose')}
          value={typed.unit}
          onChange={(unit) => set({ unit })}
          choices={units}
        />
        {bases.length > 0 && (
          <ChoiceField
            label={say('edit.basis')}
            pointer="/quantity/basis"
            none={say('choose')}
            value={typed.basis}
            onChange={(basis) => set({ basis })}
            choices={bases}
          />
        )}
        <TextField label={say('quote.unitPrice')} pointer="/unitPrice" figure required {...text('price')} />
        <TextField
          label={say('quote.freight')}
          hint={say('quote.freightAbout')}
          pointer="/freight"
          figure
          {...text('freight')}
        />
        <ChoiceField
          label={say('edit.taxRate')}
          pointer="/taxRate"
          value={typed.taxRate}
          onChange={(taxRate) => set({ taxRate })}
          choices={taxRates.map((each) => [each, `${percent(each)}%`])}
        />
        <Check label={say('edit.taxed')} checked={typed.taxIncluded} onChange={(taxIncluded) => set({ taxIncluded })} />
      </div>
      <div className="j-grid">
        <DivisionField
          label={say('quote.division')}
          pointer="/deliverTo/division"
          required
          none={say('choose')}
          value={typed.division}
          onChange={(division) => set({ division })}
        />
        <TextField label={say('edit.address')} pointer="/deliverTo/address" required {...text('address')} />
        <TextField
          label={say('quote.deliverBy')}
          pointer="/deliverBy"
          type="date"
          required
          value={typed.deliverBy}
          onChange={(deliverBy) => set({ deliverBy })}
        />
        <TextField
          label={say('quote.paymentDays')}
          hint={say('quote.paymentAbout')}
          pointer="/paymentDays"
          figure
          required
          {...text('paymentDays')}
        />
        <TextField
          label={say('quote.validUntil')}
          pointer="/validUntil"
          type="datetime-local"
          required
          value={typed.validUntil}
          onChange={(validUntil) => set({ validUntil })}
        />
      </div>
      <TextField
        label={say('quote.remark')}
        pointer="/remark"
        lines={2}
        value={typed.remark}
        onChange={(remark) => set({ remark })}
      />
    </>
  );
}
