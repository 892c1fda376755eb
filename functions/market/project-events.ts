import type { Quantity } from '../../shared/kernel/quantity.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { Place, Poster } from './post-events.ts';
import type { Spec } from './spec.ts';

/** What a project needs of one sort of goods (项目需求明细). */
export interface ProjectLine {
  readonly id: string;
  readonly category: string;
  readonly attributes: Spec;
  readonly quantity?: Quantity | undefined;
  readonly window: { readonly from: Day; readonly to: Day };
}

/** What is built and what it needs (项目需求). */
export interface ProjectTerms {
  readonly name: string;
  readonly place: Place;
  readonly visibility: 'public' | 'members';
  readonly quantityHidden: boolean;
  readonly lines: readonly ProjectLine[];
}

/** Hidden quantities, by line. */
export interface HiddenQuantities {
  readonly quantities: Readonly<Record<string, Quantity>>;
}

export type ProjectRegistered = {
  readonly type: 'ProjectRegistered';
  readonly v: 1;
  readonly data: { readonly poster: Poster; readonly terms: ProjectTerms; readonly registeredAt: Instant };
  readonly private?: HiddenQuantities;
};

/** `terms` is the whole project as it then is; `by` its organisation. */
export type ProjectAmended = {
  readonly type: 'ProjectAmended';
  readonly v: 1;
  readonly data: { readonly by: string; readonly terms: ProjectTerms; readonly amendedAt: Instant };
  readonly private?: HiddenQuantities;
};

export type ProjectClosed = {
  readonly type: 'ProjectClosed';
  readonly v: 1;
  readonly data: { readonly closedAt: Instant };
};

export type ProjectEvent = ProjectRegistered | ProjectAmended | ProjectClosed;
