import { activity } from './fa/activity.ts';
import { api } from './fa/api.ts';
import { app } from './fa/app.ts';
import { connections } from './fa/connections.ts';
import { djinn } from './fa/djinn.ts';
import { djinnAdd } from './fa/djinnAdd.ts';
import { fandogh } from './fa/fandogh.ts';
import { fandoghBuilds } from './fa/fandoghBuilds.ts';
import { fandoghUpload } from './fa/fandoghUpload.ts';
import { fandoghVersions } from './fa/fandoghVersions.ts';
import { format } from './fa/format.ts';
import { gcore } from './fa/gcore.ts';
import { gcoreEdit } from './fa/gcoreEdit.ts';
import { gcoreList } from './fa/gcoreList.ts';
import { gcoreCreate } from './fa/gcoreCreate.ts';
import { gcoreTasks } from './fa/gcoreTasks.ts';
import { gcoreSharing } from './fa/gcoreSharing.ts';
import { gcoreMetadata } from './fa/gcoreMetadata.ts';
import { images } from './fa/images.ts';
import { logs } from './fa/logs.ts';
import { states } from './fa/states.ts';
import { ui } from './fa/ui.ts';
import { uploads } from './fa/uploads.ts';

import type { Catalogue } from './catalogue.ts';

/** All Persian messages. */
export const fa: Catalogue = {
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
};
