import processes from '../../shared/commodity/data/processes.json' with { type: 'json' };
import type { Answer } from '../api/client.ts';
import type { Listed } from '../api/queries.ts';
import { type AttributeWords, Goods, SpecOf } from '../kit/goods.tsx';
import { useSubjectWords } from '../kit/subject.ts';

type Item = Listed<'GET /v1/posts'>;
/** A post (供需信息) as the board lists it. */
export type Post = Extract<Item, { readonly poster: unknown }>;
export const isPost = (item: Item): item is Post => 'poster' in item;

/** A post as its own page has it. */
export type FullPost = Answer<'GET /v1/posts/{id}'>;
export type Enquiry = Answer<'GET /v1/enquiries/{id}'>;

export type Kind = Post['kind'];
export const kinds: readonly Kind[] = ['demand', 'supply', 'processing'];

interface Process {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly attributes?: readonly AttributeField[];
}
/** An attribute as a form asks for it. */
export type AttributeField = AttributeWords & { readonly required: boolean };

/** The processes of outsourced work (外协加工工艺). */
export const works: readonly Process[] = processes.processes as readonly Process[];
export const attributesOfWork = (code: string | undefined): readonly AttributeField[] => [
  ...(processes.attributes as readonly AttributeField[]),
  ...(works.find((each) => each.code === code)?.attributes ?? []),
];
export const unitsOfWork = processes.units;

interface Named {
  readonly category?: string;
  readonly process?: string;
}

/** The name of what a post is of: a category of goods or a process. */
export function useSubjectName(): (of: Named) => string {
  const nameOf = useSubjectWords();
  return ({ category, process = '' }) => nameOf(category ?? process);
}

/** What a post is of with its spec, of goods or of work. */
export function PostGoods({
  of: { category, process, attributes },
}: {
  readonly of: Named & { readonly attributes: Readonly<Record<string, unknown>> };
}) {
  const nameOf = useSubjectName();
  if (category !== undefined) return <Goods category={category} attributes={attributes} />;
  return (
    <>
      {nameOf({ process: process ?? '' })} <SpecOf known={attributesOfWork(process)} attributes={attributes} />
    </>
  );
}
