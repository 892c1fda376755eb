import { Section } from '../kit/blocks.tsx';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { LinkFields } from './link-fields.tsx';
import { ProductList } from './product-list.tsx';
import { useText } from './text.ts';
import type { Typed } from './typed.ts';

interface SessionEditorProps {
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
  readonly write: { readonly error: unknown; readonly isPending: boolean };
  readonly submit: string;
  readonly onSubmit: () => void;
}

/** What a session says: when and by whom, where it is to be seen, and what it shows in which order. */
export function SessionEditor({ typed, onChange, write, submit, onSubmit }: SessionEditorProps) {
  const say = useText();
  const set = (changes: Partial<Typed>) => onChange({ ...typed, ...changes });
  return (
    <PlainForm error={write.error} onSubmit={onSubmit}>
      <Section title={say('about')}>
        <TextField
          label={say('title')}
          pointer="/title"
          maxLength={80}
          required
          value={typed.title}
          onChange={(title) => set({ title })}
        />
        <div className="j-grid">
          <TextField
            label={say('startsAt')}
            hint={say('quarter')}
            pointer="/startsAt"
            type="datetime-local"
            required
            value={typed.startsAt}
            onChange={(startsAt) => set({ startsAt })}
          />
          <TextField
            label={say('endsAt')}
            hint={say('quarterEnd')}
            pointer="/endsAt"
            type="datetime-local"
            required
            value={typed.endsAt}
            onChange={(endsAt) => set({ endsAt })}
          />
          <TextField
            label={say('presenter')}
            pointer="/presenter/name"
            maxLength={40}
            required
            value={typed.presenter}
            onChange={(presenter) => set({ presenter })}
          />
          <TextField
            label={say('presenter.title')}
            pointer="/presenter/title"
            maxLength={60}
            value={typed.presenterTitle}
            onChange={(presenterTitle) => set({ presenterTitle })}
          />
        </div>
        <TextField
          label={say('description')}
          pointer="/description"
          lines={3}
          maxLength={2000}
          value={typed.description}
          onChange={(description) => set({ description })}
        />
      </Section>
      <Section title={say('streams')}>
        <p className="j-small">{say('streams.about')}</p>
        <LinkFields pointer="/streams" links={typed.streams} onChange={(streams) => set({ streams })} />
      </Section>
      <Section title={say('products')}>
        <p className="j-small">{say('products.about')}</p>
        <ProductList products={typed.products} onChange={(products) => set({ products })} />
      </Section>
      <FormEnd submit={submit} disabled={write.isPending} />
    </PlainForm>
  );
}
