import { useId, useState } from 'react';
import { ProblemAlert } from '../kit/blocks.tsx';
import { CellField } from '../kit/cell-field.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { unitKey } from '../kit/typed.ts';
import type { OrderLine } from './agreement.ts';
import { useText } from './text.ts';
import { useUnits } from './units.ts';
import { type DeliveryDocument, upload } from './upload.ts';

/** What came of a line, as it is typed. */
export interface Load {
  readonly declared: string;
  readonly unit: string;
  readonly pieces: string;
  /** In tonnes. */
  readonly weighed: string;
  readonly ticketNo: string;
  readonly heatNo: string;
  readonly documents: readonly DeliveryDocument[];
}

export const loadOf = (loads: Readonly<Record<string, Load>>, line: OrderLine): Load =>
  loads[line.item] ?? {
    declared: '',
    unit: unitKey(line.quantity),
    pieces: '',
    weighed: '',
    ticketNo: '',
    heatNo: '',
    documents: [],
  };

interface LoadFieldsProps {
  readonly callOff: string;
  readonly line: OrderLine;
  readonly load: Load;
  readonly faults: ReadonlyMap<string, string>;
  readonly onChange: (load: Load) => void;
  readonly setUploading: (now: boolean) => void;
}

/** The fields of one line of a delivery: by note, by pieces and by the scale, which are kept apart. */
export function LoadFields({ callOff, line, load, faults, onChange, setUploading }: LoadFieldsProps) {
  const say = useText();
  const units = useUnits(line.category, line.quantity);
  const field = (key: 'declared' | 'pieces' | 'weighed' | 'ticketNo' | 'heatNo', figure: boolean) => (
    <CellField
      id={`${line.item}-${key}`}
      label={say(`load.${key}`)}
      shown
      figure={figure}
      value={load[key]}
      fault={faults.get(`${line.item}/${key}`)}
      onChange={(value) => onChange({ ...load, [key]: value })}
    />
  );
  return (
    <>
      <div className="j-fields c-top">
        {field('declared', true)}
        <CellField
          id={`${line.item}-unit`}
          label={say('unit')}
          shown
          value={load.unit}
          options={units}
          fault={undefined}
          onChange={(unit) => onChange({ ...load, unit })}
        />
        {field('pieces', true)}
        {field('weighed', true)}
        {field('ticketNo', false)}
        {field('heatNo', false)}
      </div>
      <Papers {...{ callOff, load, onChange, setUploading }} />
    </>
  );
}

const kinds = [
  'weigh-ticket',
  'photo',
  'mill-certificate',
  'conformity-certificate',
  'test-report',
  'delivery-note',
  'other',
] as const;

function Papers({ callOff, load, onChange, setUploading }: Omit<LoadFieldsProps, 'line' | 'faults'>) {
  const say = useText();
  const id = useId();
  const [kind, setKind] = useState<string>(kinds[0]);
  const [error, setError] = useState<unknown>();
  const add = async (files: readonly File[]) => {
    setError(undefined);
    setUploading(true);
    try {
      const added: DeliveryDocument[] = [];
      for (const file of files) added.push(await upload(callOff, file, kinds.find((each) => each === kind) ?? 'other'));
      onChange({ ...load, documents: [...load.documents, ...added] });
    } catch (reason) {
      setError(reason);
    } finally {
      setUploading(false);
    }
  };
  return (
    <div className="c-papers">
      <div className="j-fields">
        <CellField
          id={`${id}-kind`}
          label={say('paper')}
          shown
          value={kind}
          options={kinds.map((value) => ({ value, label: sayCode(say, 'paper', value) }))}
          fault={undefined}
          onChange={setKind}
        />
        <label className="j-button c-upload">
          {say('paper.add')}
          <input
            type="file"
            multiple
            accept="image/*,application/pdf"
            className="j-hidden"
            onChange={({ target }) => {
              const files = [...(target.files ?? [])];
              target.value = '';
              void add(files);
            }}
          />
        </label>
      </div>
      <ProblemAlert error={error} />
      {load.documents.length > 0 && (
        <ul className="c-list">
          {load.documents.map((paper) => (
            <li key={paper.sha256}>
              {sayCode(say, 'paper', paper.kind)} · {paper.name}{' '}
              <button
                type="button"
                className="j-button"
                onClick={() => onChange({ ...load, documents: load.documents.filter((each) => each !== paper) })}
              >
                {say('remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
