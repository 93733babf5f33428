import { activity } from './en/activity.ts';
import { api } from './en/api.ts';
import { app } from './en/app.ts';
import { connections } from './en/connections.ts';
import { djinn } from './en/djinn.ts';
import { djinnAdd } from './en/djinnAdd.ts';
import { fandogh } from './en/fandogh.ts';
import { fandoghBuilds } from './en/fandoghBuilds.ts';
import { fandoghUpload } from './en/fandoghUpload.ts';
import { fandoghVersions } from './en/fandoghVersions.ts';
import { format } from './en/format.ts';
import { gcore } from './en/gcore.ts';
import { gcoreEdit } from './en/gcoreEdit.ts';
import { gcoreList } from './en/gcoreList.ts';
import { gcoreCreate } from './en/gcoreCreate.ts';
import { gcoreTasks } from './en/gcoreTasks.ts';
import { gcoreSharing } from './en/gcoreSharing.ts';
import { gcoreMetadata } from './en/gcoreMetadata.ts';
import { images } from './en/images.ts';
import { logs } from './en/logs.ts';
import { states } from './en/states.ts';
import { ui } from './en/ui.ts';
import { uploads } from './en/uploads.ts';

/** All English messages: the source of the keys. One file for each area, keys `area.what`. */
export const en = {
  ...activity,
  ...api,
  ...app,
  ...connections,
  ...djinn,
  ...djinnAdd,
  ...fandogh,
  ...fandoghBuilds,
  ...fandoghUpload,
  ...fandoghVersions,
  ...format,
  ...gcore,
  ...gcoreEdit,
  ...gcoreList,
  ...gcoreCreate,
  ...gcoreTasks,
  ...gcoreSharing,
  ...gcoreMetadata,
  ...images,
  ...logs,
  ...states,
  ...ui,
  ...uploads,
} as const;
