import { DomainError } from '../../shared/kernel/errors.ts';
import type { Files } from '../../shared/ports/files.ts';
import { fileKey } from './files.ts';
import type { ExistingTender } from './tender-state.ts';

/** That the files named are there, whole: what is published must be readable. @throws `file-missing` */
export async function checkUploaded(
  files: Files,
  id: string,
  tender: ExistingTender,
  named = tender.files.map((file) => file.id),
): Promise<void> {
  for (const file of tender.files.filter((each) => named.includes(each.id))) {
    if ((await files.size(fileKey(id, file.id))) !== file.size) {
      throw new DomainError('rule', 'file-missing', { name: file.name });
    }
  }
}
