import { RemovalPolicy } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  BillingMode,
  type ITable,
  ProjectionType,
  StreamViewType,
  Table,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { mainTable, type TableDefinition, vaultTable } from '../shared/table/definition.ts';
import { acknowledge } from './acknowledge.ts';
import type { Settings } from './settings.ts';

const key = (name: string): Attribute => ({ name, type: AttributeType.STRING });

/** The two tables that a stage works on: the stack's own, or what was restored, with the stack's own beside it. */
export function tables(scope: Construct, settings: Settings): { readonly main: ITable; readonly vault: ITable } {
  const own = { main: table(scope, 'Main', mainTable, settings), vault: table(scope, 'Vault', vaultTable, settings) };
  // CDK's class says of what may be absent less exactly than its interface does.
  if (settings.restored === undefined) return own as Record<keyof typeof own, ITable>;
  const { main: tableName, mainStream: tableStreamArn, vault } = settings.restored;
  return {
    main: Table.fromTableAttributes(scope, 'RestoredMain', { tableName, tableStreamArn }),
    vault: Table.fromTableName(scope, 'RestoredVault', vault),
  };
}

/** A table as `shared/table/definition.ts` says, on demand; kept and recoverable to any second in production. */
function table(scope: Construct, id: string, definition: TableDefinition, { keepsData: keep }: Settings): Table {
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
