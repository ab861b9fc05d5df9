// Runs only in browsers that know no modules, so it is written as they understand it: says that they are too old.
document.getElementById("calc-form").hidden = true;
document.getElementById("calc-result").hidden = true;
document.getElementById("calc-old").hidden = false;
