import { djinnEndpoints } from '../../../../contract/djinn/endpoints.ts';
import type { Connection } from '../../../api/connection.ts';
import { requestOf, type WireRequest } from '../../../api/request.ts';
import { upload } from '../../../api/upload.ts';
import type { Draft } from '../../../uploads/drafts.ts';
import { readFile } from '../../../uploads/fileReading.ts';
import type { UploadJob } from '../../../uploads/queue.ts';

interface Named {
  readonly name: string;
  readonly namespace: string;
}

function queryOf({ name, namespace }: Named): { name: string; namespace?: string } {
  return { name, ...(namespace !== '' && { namespace }) };
}

/** The request that an upload will send, for looking at and for curl. */
export function uploadRequest(connection: Connection, named: Named, file: File): WireRequest {
  return requestOf(connection, djinnEndpoints.createImage, { query: queryOf(named), bytes: file });
}

/**
 * The hash of a draft's file for the time after its review: what is known now, or what a reading of its own
 * finds while the bytes are sent.
 */
export function keepHash({ file, reading }: Draft): () => string | undefined {
  let { sha256 } = reading;
  if (sha256 === undefined) {
    readFile(file, (message) => {
      if (message.kind === 'hashed') sha256 = message.sha256;
    });
  }
  return () => sha256;
}

/**
 * An upload to Djinn: the raw bytes with the name in the query. A multipart body would be answered with a
 * redirect to the log-in page when the token has expired, so it is not used.
 * @param sha256 asked when the upload has ended: the hash may be ready by then
 */
export function uploadJob(draft: Draft, connectionId: string, sha256: () => string | undefined): UploadJob {
  const { file, name, namespace } = draft;
  return {
    connectionId,
    name,
    fileName: file.name,
    size: file.size,
    sha256,
    send: async (connection, options) => {
      const image = await upload(
        connection,
        djinnEndpoints.createImage,
        { query: queryOf({ name, namespace }), bytes: file },
        options,
      );
      return { link: `/c/${connectionId}/images/${image.id}` };
    },
  };
}
