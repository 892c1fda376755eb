import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type Listed, useList, useWrite } from '../api/queries.ts';
import { Empty, Listing } from '../kit/blocks.tsx';
import { Check, ChoiceField, FormEnd, PlainForm } from '../kit/fields.tsx';
import { Goods } from '../kit/goods.tsx';
import { Amounted } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import { useText } from './text.ts';

type Item = Listed<'GET /v1/posts'>;
type Post = Extract<Item, { readonly poster: unknown }>;
const isDemand = (item: Item): item is Post & { readonly category: string } =>
  'poster' in item && item.kind === 'demand' && item.category !== undefined;

const suppliers = Array.from({ length: 10 }, (_, at) => String(at + 1));

/** Several demands of one's own that belong together, supplied by as few offers as cover the most (多项需求组合供应). */
export function OwnDemands() {
  const say = useText();
  const session = useSession();
  const own = session.status === 'user' ? session.organisation?.organisation : undefined;
  const posts = useList(
    'GET /v1/posts',
    { query: { poster: own ?? '', status: 'open', kind: 'demand', limit: 50 } },
    { enabled: own !== undefined },
  );
  if (own === undefined) return <Empty title={say('plans.chooseCategory')} />;
  return (
    <Listing of={posts} empty={<Empty title={say('demands.none')}>{say('demands.noneDetail')}</Empty>}>
      {(items) => <Choosing demands={items.filter(isDemand)} />}
    </Listing>
  );
}

function Choosing({ demands }: { readonly demands: readonly (Post & { readonly category: string })[] }) {
  const say = useText();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [most, setMost] = useState('');
  const write = useWrite('POST /v1/combinations', { onDone: ({ plan }) => navigate(`/plans/${plan}`) });
  const send = () =>
    write.mutate({
      body: { posts: [...chosen], ...(most === '' ? {} : { maxSuppliers: suppliers.indexOf(most) + 1 }) },
    });
  return (
    <PlainForm error={write.error} onSubmit={send}>
      <fieldset className="j-checks l-demands">
        <legend>{say('demands')}</legend>
        {demands.map(({ id, category, attributes, quantity }) => (
          <Check
            key={id}
            label={
              <>
                <Goods category={category} attributes={attributes} /> {quantity && <Amounted value={quantity} />}
              </>
            }
            checked={chosen.includes(id)}
            onChange={(on) => setChosen(on ? [...chosen, id] : chosen.filter((each) => each !== id))}
          />
        ))}
      </fieldset>
      <div className="j-grid">
        <ChoiceField
          label={say('demands.most')}
          pointer="/maxSuppliers"
          none={say('demands.any')}
          value={most}
          onChange={setMost}
          choices={suppliers.map((each) => [each, each])}
        />
      </div>
      <FormEnd submit={say('demands.send')} disabled={write.isPending || chosen.length === 0} />
    </PlainForm>
  );
}
