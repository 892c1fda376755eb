import { Button, Form, Input } from 'antd';
import { divisions } from '../../shared/commodity/divisions.ts';
import { useLanguage } from '../kit/language.ts';
import { Choice, Field } from './fields.tsx';
import type { Category } from './goods.ts';
import { useText } from './text.ts';

/** Documents that go with the goods: of the kinds that the category names. */
export function CertificateFields({ category: { certificates } }: { readonly category: Category }) {
  const say = useText();
  const language = useLanguage();
  return (
    <>
      <h3>{say('certificates')}</h3>
      <Form.List name="certificates">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div className="c-grid c-row" key={key}>
                <Choice
                  name={[name, 'type']}
                  label={say('certificate.type')}
                  required
                  of={certificates.map(({ type, label }) => [type, label[language]])}
                />
                <Field name={[name, 'number']} label={say('certificate.number')} required>
                  <Input maxLength={60} />
                </Field>
                <Field name={[name, 'issuer']} label={say('certificate.issuer')}>
                  <Input maxLength={120} />
                </Field>
                <Field name={[name, 'validTo']} label={say('validTo')}>
                  <Input type="date" />
                </Field>
                <Button onClick={() => remove(name)}>{say('row.remove')}</Button>
              </div>
            ))}
            <p>
              <Button onClick={() => add({})}>{say('certificate.add')}</Button>
            </p>
          </>
        )}
      </Form.List>
    </>
  );
}

/** Where the goods lie. */
export function StockFields() {
  const say = useText();
  const language = useLanguage();
  return (
    <>
      <h3>{say('stockPoints')}</h3>
      <Form.List name="stockPoints">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div className="c-grid c-row" key={key}>
                <Choice
                  name={[name, 'division']}
                  label={say('filter.division')}
                  required
                  of={divisions().map(({ code, name: words }) => [code, words[language]])}
                />
                <Field name={[name, 'address']} label={say('address')} required>
                  <Input maxLength={200} />
                </Field>
                <Field name={[name, 'stock', 'value']} label={say('stock')}>
                  <Input inputMode="decimal" />
                </Field>
                <Button onClick={() => remove(name)}>{say('row.remove')}</Button>
              </div>
            ))}
            <p>
              <Button onClick={() => add({})}>{say('stockPoint.add')}</Button>
            </p>
          </>
        )}
      </Form.List>
    </>
  );
}
