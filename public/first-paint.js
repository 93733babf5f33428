// Runs before anything is painted, so that a page never flashes in the wrong theme or direction. The choices are
// written by src/web/app/preferences.ts and src/web/i18n/language.ts.
(function () {
  var root = document.documentElement;
  var stored = {};
  try {
    stored = {
      theme: localStorage.getItem('theme'),
      density: localStorage.getItem('density'),
      language: localStorage.getItem('language'),
    };
  } catch {
    // Storage is refused: the defaults hold.
  }
  var dark = stored.theme ? stored.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'dark' : 'light';
  root.dataset.density = stored.density === 'compact' ? 'compact' : 'comfortable';
  if (stored.language === 'fa' || (!stored.language && navigator.language.startsWith('fa'))) {
    root.lang = 'fa';
    root.dir = 'rtl';
  }
})();
