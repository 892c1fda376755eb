import { Form, Select } from 'antd';
import type { ReactNode } from 'react';
import { useText } from './text.ts';

interface FieldProps {
  readonly name: (string | number)[];
  readonly label: string;
  readonly required?: boolean;
  readonly children: ReactNode;
}

/** A field of Ant Design by its place in the body. */
export function Field({ name, label, required = false, children }: FieldProps) {
  const say = useText();
  return (
    <Form.Item
      name={name}
      label={label}
      rules={required ? [{ required: true, message: say('required', { label }) }] : []}
    >
      {children}
    </Form.Item>
  );
}

interface ChoiceProps {
  readonly name: (string | number)[];
  readonly label: string;
  readonly required?: boolean;
  readonly of: readonly (readonly [string, string])[];
}

/** One of some values, by their words. */
export function Choice({ name, label, required = false, of }: ChoiceProps) {
  return (
    <Field name={name} label={label} required={required}>
      <Select
        allowClear={!required}
        showSearch={of.length > 12}
        options={of.map(([value, words]) => ({ value, label: words }))}
      />
    </Field>
  );
}
