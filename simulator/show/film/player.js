import { filmPlayer } from "./film.js";

// A page of its own for one film.
document.getElementById("film").append(filmPlayer(JSON.parse(document.getElementById("told").textContent)));
document.documentElement.classList.add("ready");
