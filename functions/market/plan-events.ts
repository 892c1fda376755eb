/** What a plan is made over (调配范围): all that is open of a category, or some demands of one organisation. */
export type PlanScope =
  | { readonly kind: 'category'; readonly category: string }
  | { readonly kind: 'posts'; readonly category: string; readonly organisation: string };

/**
 * A joint plan was made (联合调配方案). `posts` are those it stands on, each as which version; `content` is the SHA-256 of
 * the plan itself, a file of which each party is shown its own part.
 */
export type PlanMade = {
  readonly type: 'PlanMade';
  readonly v: 1;
  readonly data: {
    readonly scope: PlanScope;
    readonly posts: readonly { readonly post: string; readonly version: number }[];
    readonly content: string;
    readonly madeAt: string;
  };
};

export type PlanEvent = PlanMade;
