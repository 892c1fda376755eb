import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Answer } from '../api/client.ts';
import { useList, useRead } from '../api/queries.ts';
import { ButtonLink, Empty, Notice, PageFrame, Reading, Section, Tag } from '../kit/blocks.tsx';
import { ChoiceField } from '../kit/fields.tsx';
import { useLanguage } from '../kit/language.ts';
import { Amounted, Division, Moment } from '../kit/values.tsx';
import { Factors } from './factors.tsx';
import { type FullPost, isPost, PostGoods, useSubjectName } from './goods.tsx';
import './market.css';
import { KindTag, PostPrice } from './terms.tsx';
import { useText } from './text.ts';

type Matches = Answer<'GET /v1/posts/{id}/matches'>;

/** What matches a post of one's own (匹配结果), best first, each factor with its weight, its figure and its reason. */
export function Page() {
  const { ownPost: id = '' } = useParams();
  const say = useText();
  const nameOf = useSubjectName();
  const [asked, setAsked] = useState('');
  const post = useRead('GET /v1/posts/{id}', { path: { id } });
  const matches = useRead('GET /v1/posts/{id}/matches', { path: { id }, query: { explain: asked } });
  return (
    <Reading of={post}>
      {(own) => (
        <PageFrame
          kicker={<KindTag of={own} />}
          title={say('matches.title', { name: nameOf(own) })}
          actions={<ButtonLink to={`/market/posts/${id}`}>{say('back')}</ButtonLink>}
        >
          <p className="m-lead">
            <PostGoods of={own} />
          </p>
          <Reading of={matches}>
            {(found) => (
              <>
                <Section title={say('matches.found', { count: found.items.length })}>
                  <p className="j-small">{say('matches.about', { compared: found.compared })}</p>
                  {found.items.length === 0 ? (
                    <Empty title={say('matches.none')}>
                      <p>{say('matches.noneDetail')}</p>
                    </Empty>
                  ) : (
                    <ol className="m-list">
                      {found.items.map((match) => (
                        <li key={match.post.id} className="m-card">
                          <Found match={match} own={id} />
                        </li>
                      ))}
                    </ol>
                  )}
                </Section>
                <WhyNot own={own} found={found} asked={asked} onAsk={setAsked} />
              </>
            )}
          </Reading>
        </PageFrame>
      )}
    </Reading>
  );
}

function Found({ match, own }: { readonly match: Matches['items'][number]; readonly own: string }) {
  const say = useText();
  const { post, score, factors, substitutions, foundAt } = match;
  return (
    <>
      <div className="m-card-head">
        <div>
          <h3>
            <Link to={`/market/posts/${post.id}?from=${own}`}>{post.poster.name}</Link>
          </h3>
          <p>
            <PostGoods of={post} />
          </p>
          <p className="m-sub">
            {post.quantity !== undefined && <Amounted value={post.quantity} />} <Division code={post.place.division} />
            {foundAt !== undefined && (
              <>
                {' · '}
                {say('matches.since')} <Moment at={foundAt} />
              </>
            )}
          </p>
        </div>
        <div>
          <p className="m-score">
            {score} <small>{say('matches.of')}</small>
          </p>
          <PostPrice value={post.price} />
        </div>
      </div>
      <Factors items={factors} />
      {substitutions.length > 0 && (
        <p>
          {substitutions.map(({ attribute, offered, asked }) => (
            <Tag key={attribute} tone="warn">
              {say('substitutes', { offered: String(offered), asked: String(asked) })}
            </Tag>
          ))}
        </p>
      )}
      <p className="j-actions">
        <ButtonLink to={`/market/posts/${post.id}?from=${own}`}>{say('ask')}</ButtonLink>
      </p>
    </>
  );
}

interface WhyNotProps {
  readonly own: FullPost;
  readonly found: Matches;
  readonly asked: string;
  readonly onAsk: (post: string) => void;
}

/** Why a post of the board is not among them (为何不匹配). */
function WhyNot({ own, found, asked, onAsk }: WhyNotProps) {
  const say = useText();
  const language = useLanguage();
  const nameOf = useSubjectName();
  const opposite = own.kind === 'processing' ? 'processing' : own.kind === 'demand' ? 'supply' : 'demand';
  const others = useList('GET /v1/posts', {
    query: { kind: opposite, category: own.category ?? '', process: own.process ?? '', limit: 50 },
  });
  const listed = new Set(found.items.map(({ post }) => post.id));
  const choices = (others.data ?? [])
    .filter(isPost)
    .filter(({ id, poster }) => !listed.has(id) && poster.id !== own.poster.id)
    .map((each) => [each.id, `${each.poster.name} · ${nameOf(each)} ${each.quantity?.value ?? ''}`.trim()] as const);
  const said = found.explained?.post === asked ? found.explained : undefined;
  return (
    <Section title={say('whyNot')}>
      {choices.length === 0 ? (
        <p className="j-muted">{say('whyNot.none')}</p>
      ) : (
        <ChoiceField label={say('whyNot.post')} none={say('choose')} value={asked} onChange={onAsk} choices={choices} />
      )}
      {asked !== '' && said !== undefined && (
        <Notice tone={said.matches ? 'good' : 'warn'} title={say(said.matches ? 'whyNot.matches' : 'whyNot.fails')}>
          <ul>
            {said.failures.map(({ condition, code, why }) => (
              <li key={condition + code + why.zh}>{why[language]}</li>
            ))}
          </ul>
          {said.factors !== undefined && <Factors items={said.factors} />}
        </Notice>
      )}
    </Section>
  );
}
