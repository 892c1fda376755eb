import { NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { s3Files } from '../../shared/ports/files.aws.ts';

describe('files in S3', () => {
  const at = '2026-03-02T01:00:00.000Z';
  const client = new S3Client({
    region: 'cn-north-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });

  test('are sent to one address and fetched from another, under the name they are saved by', async () => {
    const files = s3Files(client, 'files', { locks: true });
    const upload = await files.presignUpload('uploads/a.csv', { sha256: 'ab'.repeat(32), size: 3 }, at);
    expect(new URL(upload.url).searchParams.get('X-Amz-SignedHeaders')).toContain('content-length');
    const download = new URL((await files.presignDownload('reports/a.csv', '报告.csv', at)).url);
    expect(download.pathname).toBe('/reports/a.csv');
    const disposition = download.searchParams.get('response-content-disposition');
    expect(disposition).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('报告.csv')}`);
  });

  test('that are not there are undefined, and no other fault is', async () => {
    const failing = (fault: Error) => s3Files({ send: () => Promise.reject(fault) } as never, 'files', { locks: true });
    expect(await failing(new NoSuchKey({ message: '', $metadata: {} })).get('x')).toBeUndefined();
    await expect(failing(new Error('AccessDenied')).get('x')).rejects.toThrow('AccessDenied');
  });

  test('are locked until a day where the stage locks, and nowhere else', async () => {
    const sent: object[] = [];
    const recording = { send: async ({ input }: { input: object }) => void sent.push(input) } as never;
    await s3Files(recording, 'files', { locks: false }).lock('documents/a', at);
    await s3Files(recording, 'files', { locks: true }).lock('documents/a', at);
    const retention = { Mode: 'COMPLIANCE', RetainUntilDate: new Date(at) };
    expect(sent).toEqual([{ Bucket: 'files', Key: 'documents/a', Retention: retention }]);
  });
});
