import { Input } from 'antd';
import { useLanguage } from '../kit/language.ts';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Choice, Field } from './fields.tsx';
import { type Attribute, type Category, valueText } from './goods.ts';
import { CertificateFields, StockFields } from './product-lists.tsx';
import { useText } from './text.ts';

const deliveries = ['ex-works', 'ex-warehouse', 'delivered'] as const;

/** The fields of a listing, named as the API names them so that its refusals find them. */
export function ProductFields({ category }: { readonly category: Category }) {
  const say = useText();
  const sayKit = useKitText();
  const { attributes, tradingUnits, weighingBases } = category;
  return (
    <>
      <Field name={['title']} label={say('own.title')} required>
        <Input maxLength={120} />
      </Field>
      <h3>{say('attributes')}</h3>
      <div className="c-grid">
        {attributes.map((attribute) => (
          <AttributeField key={attribute.name} attribute={attribute} />
        ))}
      </div>
      <h3>{say('price')}</h3>
      <div className="c-grid">
        <Field name={['price', 'unitPrice', 'amount']} label={say('price')} required>
          <Input inputMode="decimal" />
        </Field>
        <Choice
          name={['price', 'per']}
          label={say('per')}
          of={tradingUnits.map((each) => [each, sayKit(`unit.${each}`)])}
        />
        <Choice
          name={['price', 'taxIncluded']}
          label={say('tax')}
          of={[
            ['true', say('tax.included')],
            ['false', say('tax.excluded')],
          ]}
        />
        <Field name={['price', 'taxRate']} label={say('tax.rateField')} required>
          <Input inputMode="decimal" />
        </Field>
        <Choice
          name={['price', 'deliveryBasis']}
          label={say('filter.deliveryBasis')}
          of={deliveries.map((each) => [each, say(`delivery.${each}`)])}
        />
        {weighingBases.length > 0 && (
          <Choice
            name={['price', 'weighingBasis']}
            label={say('filter.weighingBasis')}
            of={[
              ['', say('weighing.none')],
              ...weighingBases.map((each) => [each, sayCode(sayKit, 'basis', each)] as const),
            ]}
          />
        )}
        <Field name={['price', 'validTo']} label={say('validTo')} required>
          <Input type="date" />
        </Field>
      </div>
      <h3>{say('supply')}</h3>
      <div className="c-grid">
        <Field name={['minimumOrder', 'value']} label={say('minimumOrder')}>
          <Input inputMode="decimal" />
        </Field>
        <Field name={['capacityPerMonth', 'value']} label={say('capacity')}>
          <Input inputMode="decimal" />
        </Field>
        <Field name={['leadTimeDays']} label={say('leadTime.field')}>
          <Input inputMode="numeric" />
        </Field>
        <Field name={['brand']} label={say('filter.brand')}>
          <Input maxLength={60} />
        </Field>
        <Field name={['producer']} label={say('producer')}>
          <Input maxLength={18} />
        </Field>
        <Field name={['originLabel']} label={say('originLabel')}>
          <Input maxLength={60} />
        </Field>
      </div>
      <CertificateFields category={category} />
      <StockFields />
    </>
  );
}

function AttributeField({ attribute }: { readonly attribute: Attribute }) {
  const sayKit = useKitText();
  const language = useLanguage();
  const { name, label, unit, type, values, required } = attribute;
  const title = unit === undefined ? label[language] : `${label[language]} (${unit})`;
  if (type === 'boolean') {
    const options = [['true', sayKit('yes')] as const, ['false', sayKit('no')] as const];
    return <Choice name={['attributes', name]} label={title} required={required} of={options} />;
  }
  if (values !== undefined) {
    const options = values.map(({ value }) => [String(value), valueText(attribute, value, language)] as const);
    return <Choice name={['attributes', name]} label={title} required={required} of={options} />;
  }
  return (
    <Field name={['attributes', name]} label={title} required={required}>
      <Input inputMode={type === 'text' ? 'text' : 'decimal'} />
    </Field>
  );
}
