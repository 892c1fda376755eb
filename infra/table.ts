import { RemovalPolicy } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { TableDefinition } from '../shared/table/definition.ts';
import { acknowledge } from './acknowledge.ts';
import type { Settings } from './settings.ts';

const key = (name: string): Attribute => ({ name, type: AttributeType.STRING });

/** A table as `shared/table/definition.ts` says, on demand; kept and recoverable to any second in production. */
export function table(scope: Construct, id: string, definition: TableDefinition, { keepsData: keep }: Settings): Table {
  const made = new Table(scope, id, {
    partitionKey: key(definition.partitionKey),
    sortKey: key(definition.sortKey),
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: keep },
    deletionProtection: keep,
    removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    ...(definition.stream ? { stream: StreamViewType.NEW_IMAGE } : {}),
    ...(definition.timeToLive === undefined ? {} : { timeToLiveAttribute: definition.timeToLive }),
  });
  if (!keep) acknowledge(made, 'DDB3', 'what this stage holds is for trying and goes with it');
  for (const index of definition.indexes) {
    made.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: key(index.partitionKey),
      sortKey: key(index.sortKey),
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }
  return made;
}
