import { useState } from 'react';
import { useNavigate } from 'react-router';
import { PageFrame, Section } from '../kit/blocks.tsx';
import { CategorySelect } from './category-select.tsx';
import './catalogue.css';
import { ProductForm } from './product-form.tsx';
import { useText } from './text.ts';

/** A product is drafted by the schema of its category (登记商品). */
export function Page() {
  const say = useText();
  const navigate = useNavigate();
  const [category, setCategory] = useState('');
  return (
    <PageFrame title={say('own.new')}>
      <Section title={say('filter.category')}>
        <CategorySelect value={category} onChange={setCategory} />
        {category === '' && <p className="j-small">{say('own.chooseCategory')}</p>}
      </Section>
      {category !== '' && (
        <Section title={say('goods')}>
          <ProductForm key={category} category={category} onDone={(id) => navigate(`/supply/products/${id}`)} />
        </Section>
      )}
    </PageFrame>
  );
}
