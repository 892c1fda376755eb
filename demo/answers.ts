/* What the API answers, as far as the demo looks at it. */

export interface Check {
  readonly publishable: boolean;
  readonly findings: readonly {
    readonly code: string;
    readonly severity: string;
    readonly pointer: string;
    readonly message: { readonly zh: string };
  }[];
}

export interface Timeline {
  readonly items: readonly { readonly code: string; readonly day: string; readonly name: { readonly zh: string } }[];
}

export interface Question {
  readonly id: string;
  readonly text: string;
  readonly answer?: string;
  readonly by?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
}

export interface Opening {
  readonly root: string;
  readonly count: number;
  readonly withdrawn: number;
  readonly perLot: readonly { readonly lot: string; readonly bidders: number }[];
  readonly failedLots: readonly string[];
  readonly bids: readonly {
    readonly supplier: string;
    readonly name: string;
    readonly state: string;
    readonly lots?: readonly {
      readonly lotId: string;
      readonly items: readonly { readonly unitPrice: { readonly amount: string }; readonly taxIncluded: boolean }[];
    }[];
  }[];
}

export interface Committee {
  readonly seats: readonly {
    readonly seat: number;
    readonly kind: string;
    readonly chair: boolean;
    readonly name?: string;
  }[];
  readonly pool: { readonly name: string; readonly reference: string } | null;
}

export interface Report {
  readonly evaluation: string;
  readonly reported: boolean;
  readonly signed: readonly number[];
  readonly missing: readonly object[];
}

export interface Evaluation {
  readonly lots: readonly {
    readonly lot: string;
    readonly bids: readonly {
      readonly supplier: string;
      readonly name: string;
      readonly rank: number | null;
      readonly price: { readonly amount: string };
      readonly lines: readonly {
        readonly quantity: { readonly value: string };
        readonly unitPrice: { readonly amount: string };
        readonly taxIncluded: boolean;
        readonly taxRate: string;
        readonly exact: string;
        readonly amount: { readonly amount: string };
      }[];
    }[];
    readonly ties: readonly (readonly string[])[];
  }[];
}

export interface Objection {
  readonly id: string;
  readonly answerBy: string;
  readonly article: string;
  readonly decision?: string;
}
