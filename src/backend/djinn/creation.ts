import { randomUUID } from 'node:crypto';
import { djinnEndpoints } from '../../contract/djinn/endpoints.ts';
import { NewUpload, type NewImage } from '../../contract/djinn/requests.ts';
import type { ReceivedFile } from '../files.ts';
import { Refused, type Call, type Routes } from '../route.ts';
import { notFound, somebody, type Caller, type User } from './door.ts';
import { readForm } from './form.ts';
import type { Parts } from './parts.ts';
import { fileProblems, judgeImage, NO_FILE, settle } from './rules.ts';
import { now, type ImageRow } from './tables.ts';
import { Wire } from './wire.ts';

type Create = Call<typeof djinnEndpoints.createImage, Caller>;

/** Real servers read a body of a form's type as a form, up to this many bytes, before they look for a file in it. */
const FORM_BYTES = 10 * 1024 * 1024;

/** Makes the row, judged once more in the same transaction: the name may have been taken while bytes came. */
function addImage(
  fields: NewImage,
  file: string | null,
  caller: User,
  asJson: boolean,
  parts: Parts,
): ImageRow {
  const { tables, imports } = parts;
  return tables.transaction(() => {
    const { problems, destination } = judgeImage(fields, caller, asJson, parts);
    problems.refuse();
    const at = now();
    const image = tables.addImage({
      name: fields.name,
      author: caller.user,
      namespace: settle(destination, caller, tables, at),
      file,
      url: file === null ? fields.download_url : null,
      at,
    });
    if (file === null) imports.queue(image.id);
    return image;
  });
}

/** File first, row second: a row that exists has its whole file, whatever happens in between. */
async function keep(received: ReceivedFile, fields: NewImage, caller: User, parts: Parts): Promise<ImageRow> {
  const file = `${randomUUID()}.qcow2`;
  await parts.files.commit(received, file);
  try {
    return addImage(fields, file, caller, false, parts);
  } catch (error) {
    await parts.files.remove(file);
    throw error;
  }
}

/** Fields in a JSON body: an import. */
function fromJson(fields: NewImage, caller: User, parts: Parts): ImageRow {
  const { problems } = judgeImage(fields, caller, true, parts);
  if (fields.download_url === '') problems.add('file', ...NO_FILE);
  problems.refuse();
  return addImage(fields, null, caller, true, parts);
}

/** Fields in the query, and the body is the file. What is wrong is told by its first bytes, none of it is stored. */
async function fromBytes({ query, incoming, header }: Create, caller: User, parts: Parts): Promise<ImageRow> {
  const { problems } = judgeImage(query, caller, false, parts);
  if (query.download_url !== '') {
    problems.refuse();
    return addImage(query, null, caller, false, parts);
  }
  if (
    parts.dialect === 'observed' &&
    /^application\/x-www-form-urlencoded\b/i.test(header('content-type') ?? '')
  ) {
    const swallowed = Number(header('content-length') ?? 0) <= FORM_BYTES;
    problems.add('file', ...(swallowed ? NO_FILE : ['File not a valid QCOW2 file format']));
    problems.refuse();
  }
  const received = await parts.files.receive(incoming, {
    accept: (head) => {
      problems.add('file', ...fileProblems(head));
      problems.refuse();
    },
  });
  return keep(received, query, caller, parts);
}

/** Fields in the form or the query, where the form's count more; the file is the part `file`. */
async function fromForm({ query, incoming, header }: Create, caller: User, parts: Parts): Promise<ImageRow> {
  const form = await readForm(incoming, parts.files);
  try {
    const sent = NewUpload.parse(form.fields);
    const fields: NewImage = {
      name: sent.name || query.name,
      namespace: sent.namespace || query.namespace,
      download_url: sent.download_url || query.download_url,
    };
    const { problems } = judgeImage(fields, caller, false, parts);
    if (fields.download_url !== '') {
      problems.refuse();
      if (form.file) await parts.files.discard(form.file);
      return addImage(fields, null, caller, false, parts);
    }
    if (form.problems === NO_FILE && parts.dialect === 'observed') {
      // Seen of real servers: an empty file breaks them, and what breaks on a form is a redirect.
      throw new Refused(notFound(header, djinnEndpoints.createImage, parts.dialect));
    }
    problems.add('file', ...(form.file ? [] : form.problems.length > 0 ? form.problems : NO_FILE));
    problems.refuse();
    if (!form.file) throw new Error('A form without a file passed');
    return await keep(form.file, fields, caller, parts);
  } catch (error) {
    if (form.file) await parts.files.discard(form.file);
    throw error;
  }
}

function create(call: Create, caller: User, parts: Parts): ImageRow | Promise<ImageRow> {
  switch (call.body.kind) {
    case 'json':
      return fromJson(call.body.value, caller, parts);
    case 'bytes':
      return fromBytes(call, caller, parts);
    case 'form':
      return fromForm(call, caller, parts);
  }
}

/** `POST /images`, in all the ways it can be called. */
export function addCreation(routes: Routes<Caller>, parts: Parts): void {
  routes.on(djinnEndpoints.createImage, async (call) => {
    const image = await create(call, somebody(call.caller), parts);
    const wire = new Wire(parts.tables, call.base);
    return parts.dialect === 'documented'
      ? { status: 200, json: wire.newImage(image) }
      : { status: 201, json: wire.newImageAsObserved(image) };
  });
}
