/** German. Complete: a test compares its keys with those of English. */
import account from './account.json';
import assignments from './assignments.json';
import courses from './courses.json';
import entry from './entry.json';
import feed from './feed.json';
import general from './general.json';
import invitations from './invitations.json';
import landing from './landing.json';
import materials from './materials.json';
import notify from './notify.json';
import ratings from './ratings.json';

export default {
  ...general,
  ...courses,
  ...assignments,
  ...account,
  ...landing,
  ...feed,
  ...invitations,
  ...entry,
  ...materials,
  ...ratings,
  ...notify,
};
