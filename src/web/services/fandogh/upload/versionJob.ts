import { fandoghEndpoints } from '../../../../contract/fandogh/endpoints.ts';
import { call } from '../../../api/call.ts';
import { ApiError } from '../../../api/error.ts';
import { upload } from '../../../api/upload.ts';
import type { UploadJob } from '../../../uploads/queue.ts';
import { buildPath } from '../paths.ts';

interface NewVersion {
  readonly connectionId: string;
  readonly image: string;
  readonly version: string;
  readonly archive: File;
}

/**
 * An upload of a version. The list of images is read first, as the service's command line client does: it tests the
 * token before a long upload. An image that is not there yet is made; a version that is there is refused unsent.
 */
export function versionJob({ connectionId, image, version, archive }: NewVersion): UploadJob {
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
