import { matrixSuite } from './matrix/suite.ts';

matrixSuite('before');
