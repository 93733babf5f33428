import { fandoghEndpoints } from '../../../../contract/fandogh/endpoints.ts';
import { call } from '../../../api/call.ts';
import type { Connection } from '../../../api/connection.ts';
import { ApiError } from '../../../api/error.ts';
import { requestOf, type WireRequest } from '../../../api/request.ts';
import { upload } from '../../../api/upload.ts';
import type { UploadJob } from '../../../uploads/queue.ts';
import { buildPath } from '../paths.ts';

/** A version as it is sent. */
interface NewVersion {
  readonly image: string;
  readonly version: string;
  readonly archive: File;
}

/** The request that carries the archive, for looking at and for curl. */
export function versionRequest(connection: Connection, { image, version, archive }: NewVersion): WireRequest {
  return requestOf(connection, fandoghEndpoints.createVersion, {
    params: { image_name: image },
    form: { version },
    file: archive,
  });
}

/**
 * An upload of a version. The list of images is read first, as the service's command line client does: it tests the
 * token before a long upload. An image that is not there yet is made; a version that is there is refused unsent.
 */
export function versionJob(connectionId: string, { image, version, archive }: NewVersion): UploadJob {
  const params = { image_name: image };
  return {
    connectionId,
    name: `${image}:${version}`,
    fileName: archive.name,
    size: archive.size,
    sha256: () => undefined,
    send: async (connection, options) => {
      const { signal } = options;
      const images = await call(connection, fandoghEndpoints.listImages, {}, { signal });
      if (images.some(({ name }) => name === image)) {
        const versions = await call(connection, fandoghEndpoints.listVersions, { params }, { signal });
        if (versions.some((one) => one.version === version)) {
          throw new ApiError({ kind: 'conflict' }, fandoghEndpoints.createVersion);
        }
      } else await call(connection, fandoghEndpoints.createImage, { json: { name: image } }, { signal });
      await upload(
        connection,
        fandoghEndpoints.createVersion,
        { params, form: { version }, file: archive },
        options,
      );
      return { link: buildPath(connectionId, image, version) };
    },
  };
}
