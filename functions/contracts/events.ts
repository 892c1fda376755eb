import type { CallOffEvent } from './call-off-events.ts';
import type { DeliveryEvent } from './delivery-events.ts';
import type { StatementEvent } from './statement-events.ts';

export type * from './agreement-events.ts';
export type * from './call-off-events.ts';
export type * from './delivery-events.ts';
export type * from './price-index-events.ts';
export type * from './statement-events.ts';

/** What happens under an agreement once it runs. */
export type ContractEvent = CallOffEvent | DeliveryEvent | StatementEvent;
