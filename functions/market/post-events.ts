import type { Money } from '../../shared/kernel/money.ts';
import type { Basis, Quantity, UnitCode } from '../../shared/kernel/quantity.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { Kind, Side } from './goods.ts';
import type { Spec } from './spec.ts';

/** The organisation that posts (发布单位). */
export interface Poster {
  readonly id: string;
  readonly name: string;
  readonly uscc: string;
}

/** Where a price takes over the goods (价格口径): 出厂价, 出库价 or 到货价. */
export type DeliveryTerm = 'ex-works' | 'ex-warehouse' | 'delivered';

/** What one unit costs, or may cost (报价). */
export interface PostPrice {
  readonly unitPrice: Money;
  readonly per: UnitCode;
  readonly weighingBasis?: Basis | undefined;
  readonly taxIncluded: boolean;
  readonly taxRate: string;
  readonly delivery: DeliveryTerm;
}

/** Where goods lie or are wanted (地点): degrees as decimal text, with their datum. */
export interface Place {
  readonly division: string;
  readonly address?: string | undefined;
  readonly lon: string;
  readonly lat: string;
  readonly datum: 'GCJ-02' | 'WGS-84' | 'CGCS2000';
}

/** What a post says (供需信息). `subject` is the category, or the process of outsourced work. */
export interface Terms {
  readonly kind: Kind;
  readonly side: Side;
  readonly subject: string;
  readonly attributes: Spec;
  readonly quantity?: Quantity | undefined;
  readonly minimumOrder?: Quantity | undefined;
  readonly price?: PostPrice | undefined;
  readonly window: { readonly from: Day; readonly to: Day };
  readonly place: Place;
  /** Within so many kilometres it delivers, or takes deliveries (服务半径). */
  readonly radiusKm?: number | undefined;
  /** Certificates asked for, or held. */
  readonly certificates?: readonly { readonly type: string; readonly validTo?: Day | undefined }[] | undefined;
  /** Of wanted work: the machine hours it takes. */
  readonly hours?: string | undefined;
  /** Of offered work: free machine hours by ISO week (空闲产能), and the machines. */
  readonly freeHours?: readonly { readonly week: string; readonly hours: string }[] | undefined;
  readonly machines?: readonly { readonly name: string; readonly count: number }[] | undefined;
  readonly text?: string | undefined;
  readonly visibility: 'public' | 'members';
  /** Whether quantity, machine hours and words are for verified members only (数量不公开). */
  readonly quantityHidden: boolean;
  readonly expiresAt: Instant;
}

/** What a hidden quantity takes out of the event: machine hours and words may say it too. */
export type Hidden = Pick<Terms, 'quantity' | 'hours' | 'freeHours' | 'text'>;

/** A file under confidentiality (保密图纸); `sha256` in hex, `size` in bytes. */
export interface Drawing {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

/** What a post stands for (信息来源): it is changed there, and the post follows. */
export interface Source {
  readonly kind: 'product' | 'round' | 'project';
  readonly id: string;
}

export type PostPublished = {
  readonly type: 'PostPublished';
  readonly v: 1;
  readonly data: {
    readonly poster: Poster;
    readonly terms: Terms;
    readonly publishedAt: Instant;
    readonly source?: Source;
    /** The poster's record of performance, from 0 to 1 as `p/q`, where there is one. */
    readonly record?: string;
    readonly recordChange?: number;
  };
  readonly private?: Hidden;
};

/** `terms` is the whole post as it then is; `leavesPublic` where it was open to the public until then. */
export type PostAmended = {
  readonly type: 'PostAmended';
  readonly v: 1;
  readonly data: {
    readonly terms: Terms;
    readonly amendedAt: Instant;
    readonly leavesPublic?: true;
    /** The poster, where it was by hand. */
    readonly by?: string;
  };
  readonly private?: Hidden;
};

/** Stands on, or again, until then; `by` its poster, where it was by hand. */
export type PostRenewed = {
  readonly type: 'PostRenewed';
  readonly v: 1;
  readonly data: { readonly expiresAt: Instant; readonly renewedAt: Instant; readonly by?: string };
};

export type ClosingReason = 'poster' | 'expired' | 'organisation-rejected' | 'source-ended' | 'ordered' | 'abuse';

/** `event` is the id of the event elsewhere that led to it. */
export type PostClosed = {
  readonly type: 'PostClosed';
  readonly v: 1;
  readonly data: { readonly reason: ClosingReason; readonly closedAt: Instant; readonly event?: string };
};

export type DrawingAttached = {
  readonly type: 'DrawingAttached';
  readonly v: 1;
  readonly data: { readonly drawing: string };
  /** Its name alone may tell too much. */
  readonly private: { readonly file: Drawing };
};

/** Somebody asks for the drawings and promises to keep them to itself (保密承诺). */
export type ReleaseRequested = {
  readonly type: 'ReleaseRequested';
  readonly v: 1;
  readonly data: { readonly organisation: Poster; readonly undertaking: string; readonly requestedAt: Instant };
};

/** The poster lets an organisation read these drawings of this post. */
export type DrawingsReleased = {
  readonly type: 'DrawingsReleased';
  readonly v: 1;
  readonly data: { readonly organisation: string; readonly drawings: readonly string[]; readonly releasedAt: Instant };
};

/** The poster's record of performance (履约记录) as its `change`-th change left it, from 0 to 1 as `p/q`: the matcher weighs it. */
export type RecordNoted = {
  readonly type: 'RecordNoted';
  readonly v: 1;
  readonly data: { readonly record: string; readonly change: number; readonly notedAt: Instant };
};

export type PostEvent =
  | PostPublished
  | PostAmended
  | PostRenewed
  | PostClosed
  | DrawingAttached
  | ReleaseRequested
  | DrawingsReleased
  | RecordNoted;
