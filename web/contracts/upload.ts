import { sha256Hex } from '../../shared/sealing/hash.ts';
import { type Body, call } from '../api/client.ts';

export type DeliveryDocument = NonNullable<
  Body<'POST /v1/call-offs/{id}/deliveries'>['lines'][number]['documents']
>[number];

/** Uploads a paper or photo of a delivery, kept by its hash, before the delivery names it. @throws `ApiProblem`, TypeError */
export async function upload(callOff: string, file: File, kind: DeliveryDocument['kind']): Promise<DeliveryDocument> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const sha256 = sha256Hex(bytes);
  const mediaType = file.type || 'application/octet-stream';
  const { upload: to } = await call('POST /v1/call-offs/{id}/delivery-documents', {
    path: { id: callOff },
    body: { name: file.name, mediaType, size: bytes.length, sha256 },
  });
  const sent = await fetch(to.url, { method: to.method, headers: to.headers, body: bytes });
  if (!sent.ok) throw new TypeError(`upload: ${sent.status}`);
  return { kind, name: file.name, sha256 };
}
