/** German. Complete: a test compares its keys with those of English. */
import account from './account.json';
import courses from './courses.json';
import entry from './entry.json';
import feed from './feed.json';
import general from './general.json';
import landing from './landing.json';
import materials from './materials.json';
import ratings from './ratings.json';

export default {
  ...general,
  ...courses,
  ...account,
  ...landing,
  ...feed,
  ...entry,
  ...materials,
  ...ratings,
};
