import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { written } from './cost/tables.ts';

/** `npm run cost`: writes what the model computes into `docs/cost.md`. */
const document = join(import.meta.dirname, '../docs/cost.md');
writeFileSync(document, written(readFileSync(document, 'utf8')));
