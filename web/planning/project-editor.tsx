import { Section } from '../kit/blocks.tsx';
import { Check, ChoiceField, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { DivisionField } from '../kit/places.tsx';
import { newLine, type ProjectForm } from './form.ts';
import { LineEditor } from './line-editor.tsx';
import { useText } from './text.ts';

interface ProjectEditorProps {
  readonly form: ProjectForm;
  set(form: ProjectForm): void;
  readonly write: { readonly error: unknown; readonly isPending: boolean };
  readonly submit: string;
  send(): void;
}

/** A project: what it is called, where it is, and what it needs, line by line. */
export function ProjectEditor({ form, set, write, submit, send }: ProjectEditorProps) {
  const say = useText();
  const { lines } = form;
  const put = (change: Partial<ProjectForm>) => set({ ...form, ...change });
  return (
    <PlainForm error={write.error} onSubmit={send}>
      <Section title={say('project')}>
        <div className="j-grid">
          <TextField
            label={say('name')}
            pointer="/name"
            required
            maxLength={120}
            value={form.name}
            onChange={(name) => put({ name })}
          />
          <DivisionField
            label={say('division')}
            pointer="/place/division"
            required
            none={say('choose')}
            value={form.division}
            onChange={(division) => put({ division })}
          />
          <TextField
            label={say('address')}
            pointer="/place/address"
            maxLength={200}
            value={form.address}
            onChange={(address) => put({ address })}
          />
          <ChoiceField
            label={say('visibility')}
            pointer="/visibility"
            value={form.visibility}
            onChange={(value) => put({ visibility: value === 'members' ? 'members' : 'public' })}
            choices={[
              ['public', say('visibility.public')],
              ['members', say('visibility.members')],
            ]}
          />
        </div>
        <Check
          label={say('quantityHidden')}
          checked={form.quantityHidden}
          onChange={(quantityHidden) => put({ quantityHidden })}
        />
      </Section>
      <Section title={say('lines')}>
        <ol className="l-lines">
          {lines.map((line, at) => (
            <LineEditor
              key={line.row}
              at={at}
              line={line}
              set={(changed) => put({ lines: lines.map((each) => (each.row === line.row ? changed : each)) })}
              {...(lines.length > 1 && {
                remove: () => put({ lines: lines.filter((each) => each.row !== line.row) }),
              })}
            />
          ))}
        </ol>
        <p className="j-actions">
          <button
            type="button"
            className="j-button"
            onClick={() => put({ lines: [...lines, { ...newLine(), ...windowOf(lines.at(-1)) }] })}
          >
            {say('line.add')}
          </button>
        </p>
      </Section>
      <FormEnd submit={submit} disabled={write.isPending} />
    </PlainForm>
  );
}

/** Most lines of a project are wanted at the same time. */
const windowOf = (line: ProjectForm['lines'][number] | undefined) => ({ from: line?.from ?? '', to: line?.to ?? '' });
