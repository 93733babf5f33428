import { seesWholeCatalogue, type Caller } from './accounts.ts';
import type { Image, Images, Scope } from './images.ts';
import { enter, type Place } from './places.ts';
import { forbidden, locked, notFound } from './refusals.ts';
import type { Sharing } from './sharing.ts';

/** An image's place and id, as paths have them. */
interface ImagePath {
  readonly project_id: number;
  readonly region_id: number;
  readonly image_id: string;
}

/** Which image a caller may read, and which one he may write. */
export class Access {
  readonly #images: Images;
  readonly #sharing: Sharing;

  constructor(images: Images, sharing: Sharing) {
    this.#images = images;
    this.#sharing = sharing;
  }

  /** What the caller sees from a place: what the project owns, and the catalogue as far as lists leave it. */
  scope(caller: Caller, { project, region }: Place): Scope {
    const allowed = seesWholeCatalogue(caller) ? null : this.#sharing.limitOf(project, region.id);
    return { project: project.id, region: region.id, catalogue: true, allowed };
  }

  /**
   * An image that the caller sees.
   * @throws Refused 404 or 403
   */
  readable(caller: Caller, path: ImagePath): Image {
    const image = this.#images.get(this.scope(caller, enter(caller, path)), path.image_id);
    if (!image) throw notFound(`Image ${path.image_id} could not be found`);
    return image;
  }

  /**
   * An image that the project owns and no task holds.
   * @throws Refused 404, 403 or 409
   */
  writable(caller: Caller, path: ImagePath): Image {
    const image = this.readable(caller, path);
    if (image.project_id !== path.project_id) throw forbidden('Image not available');
    if (image.task_id !== null) throw locked(image.id, image.task_id);
    return image;
  }
}
