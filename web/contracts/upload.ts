import { type Body, call } from '../api/client.ts';
import { factsOf, sendTo } from '../kit/upload.ts';

export type DeliveryDocument = NonNullable<
  Body<'POST /v1/call-offs/{id}/deliveries'>['lines'][number]['documents']
>[number];

/** Uploads a paper or photo of a delivery, kept by its hash, before the delivery names it. @throws `ApiProblem` */
export async function upload(callOff: string, file: File, kind: DeliveryDocument['kind']): Promise<DeliveryDocument> {
  const facts = await factsOf(file);
  const path = { id: callOff };
  const { upload: to } = await call('POST /v1/call-offs/{id}/delivery-documents', { path, body: facts });
  await sendTo(to, file);
  return { kind, name: facts.name, sha256: facts.sha256 };
}
