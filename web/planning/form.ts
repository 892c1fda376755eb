import type { AttributeValue } from '../../shared/commodity/model.ts';
import type { Answer, Body } from '../api/client.ts';
import { unitKey, unitOf } from '../kit/typed.ts';

export type Project = Answer<'GET /v1/projects/{id}'>;
type Input = Body<'POST /v1/projects'>;
type Changes = Body<'PATCH /v1/projects/{id}'>;
type Spec = Input['lines'][number]['attributes'];

/** A line as it is typed; conditions that are no single value stay as they are. */
export interface LineForm {
  readonly row: string;
  readonly id?: string;
  readonly category: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly conditions: Spec;
  readonly quantity: string;
  readonly unit: string;
  readonly from: string;
  readonly to: string;
}

export interface ProjectForm {
  readonly name: string;
  readonly division: string;
  readonly address: string;
  readonly visibility: 'public' | 'members';
  readonly quantityHidden: boolean;
  readonly lines: readonly LineForm[];
}

export const newLine = (): LineForm => ({
  row: crypto.randomUUID(),
  category: '',
  attributes: {},
  conditions: {},
  quantity: '',
  unit: '',
  from: '',
  to: '',
});

export const newProject = (): ProjectForm => ({
  name: '',
  division: '',
  address: '',
  visibility: 'public',
  quantityHidden: false,
  lines: [newLine()],
});

const isSingle = (value: unknown): value is AttributeValue => typeof value !== 'object';

export const formOf = ({ name, place, visibility, quantityHidden, lines }: Project): ProjectForm => ({
  name,
  division: place.division,
  address: place.address ?? '',
  visibility,
  quantityHidden,
  lines: lines.map(({ id, category, attributes, quantity, window }) => {
    const entries = Object.entries(attributes);
    return {
      row: id,
      id,
      category,
      attributes: Object.fromEntries(entries.filter(([, value]) => isSingle(value))) as LineForm['attributes'],
      conditions: Object.fromEntries(entries.filter(([, value]) => !isSingle(value))),
      quantity: quantity?.value ?? '',
      unit: quantity === undefined ? '' : unitKey(quantity),
      ...window,
    };
  }),
});

/** What is sent of a form; whatever is wrong with it the API says, with its place. */
export function bodyOf(form: ProjectForm, place: Project['place'] | undefined): Input {
  const { name, division, address, visibility, quantityHidden, lines } = form;
  return {
    name: name.trim(),
    place: { ...place, division, ...(address.trim() === '' ? {} : { address: address.trim() }) },
    visibility,
    quantityHidden,
    lines: lines.map(({ category, attributes, conditions, quantity, unit, from, to }) => ({
      category,
      attributes: { ...conditions, ...attributes },
      ...(quantity.trim() === '' ? {} : { quantity: { value: quantity, ...unitOf(unit) } as never }),
      window: { from, to },
    })),
  };
}

/** The same for a project that stands: its lines keep their ids. */
export function changesOf(form: ProjectForm, place: Project['place']): Changes {
  const { lines, ...rest } = bodyOf(form, place);
  return {
    ...rest,
    lines: lines.map((line, at) => ({ ...line, ...(form.lines[at]?.id && { id: form.lines[at].id }) })),
  };
}
