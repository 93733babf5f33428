import { gcoreEndpoints } from '../../../../contract/gcore/endpoints.ts';
import type { GcoreImage } from '../../../../contract/gcore/image.ts';
import { call } from '../../../api/call.ts';
import type { Connection } from '../../../api/connection.ts';
import { placeParams } from '../place.ts';
import {
  changesOf,
  differingFields,
  fieldsOf,
  mergeFields,
  type FieldName,
  type FieldsForm,
} from './changes.ts';

/** What came of saving, and the image as it was read last. */
export type FieldsSaved =
  /** The image has what the form says. */
  | { readonly outcome: 'asSent'; readonly image: GcoreImage }
  /** Somebody else changed these fields of the form since they were shown: nothing was sent. */
  | { readonly outcome: 'overtaken'; readonly image: GcoreImage; readonly fields: readonly FieldName[] }
  /** The service agreed, and has something else in these fields. */
  | { readonly outcome: 'otherwise'; readonly image: GcoreImage; readonly fields: readonly FieldName[] };

/**
 * Saves the fields that the form changes, if nobody changed the same ones meanwhile, and reads what came of it.
 * @param shown what the person saw when the form was begun
 */
export async function saveFields(
  connection: Connection,
  id: string,
  shown: FieldsForm,
  form: FieldsForm,
): Promise<FieldsSaved> {
  const params = { ...placeParams(connection), image_id: id };
  const read = () => call(connection, gcoreEndpoints.getImage, { params });
  const image = await read();
  const now = fieldsOf(image);
  const touched = differingFields(shown, form);
  const overtaken = differingFields(shown, now).filter(
    (field) => touched.includes(field) && form[field] !== now[field],
  );
  if (overtaken.length > 0) return { outcome: 'overtaken', image, fields: overtaken };
  const json = changesOf(now, mergeFields(shown, form, now));
  // A request may have arrived although its answer was lost.
  if (Object.keys(json).length === 0) return { outcome: 'asSent', image };
  await call(connection, gcoreEndpoints.updateImage, { params, json });
  const after = await read();
  const different = differingFields(form, fieldsOf(after)).filter((field) => touched.includes(field));
  return different.length === 0
    ? { outcome: 'asSent', image: after }
    : { outcome: 'otherwise', image: after, fields: different };
}
