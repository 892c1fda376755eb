import { spawnSync } from 'node:child_process';

/** Runs cfn-lint, where it is installed, over the templates that were synthesised (`.cfnlintrc.yaml`). */
const { error, status } = spawnSync('cfn-lint', { stdio: 'inherit' });
if (error === undefined) {
  if (status === 0) console.log('cfn-lint: the templates have no fault');
  process.exitCode = status ?? 1;
} else if ('code' in error && error.code === 'ENOENT') {
  console.warn('NOT LINTED: no cfn-lint on the PATH; `pip install cfn-lint` gives it');
} else {
  throw error;
}
