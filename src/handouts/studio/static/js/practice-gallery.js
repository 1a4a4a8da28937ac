// The gallery of looks: her own paper in each, one picture after the other, and again when it would look different.

const LATER = 1200;
const TRIES = 2;
const SOON = 200;
const PATIENCE = 30000;

export class Gallery {
  // `isBehind` says whether the paper beside the form has yet to be drawn: that comes first.
  constructor(form, isBehind) {
    this.form = form;
    this.isBehind = isBehind;
    this.wanted = 0;
    this.drawn = 0;
    this.running = null;
  }

  get pictures() { return [...this.form.querySelectorAll('img[data-look]')]; }

  // Has the pictures drawn anew, once nothing more comes for a moment.
  ask(rev, later = LATER) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.wanted = rev + 1; this.running ??= this.run().finally(() => { this.running = null; }); }, later);
  }

  async run() {
    while (this.drawn < this.wanted) {
      const rev = this.wanted;
      let looks = this.pictures.map((each) => each.dataset.look);
      for (let attempt = 0; looks.length && attempt < TRIES; attempt += 1) {
        const left = [];
        for (const look of looks) {
          await this.turn();
          if (rev !== this.wanted) break;
          if (!await this.draw(look, rev)) left.push(look);
        }
        looks = left;
      }
      if (rev === this.wanted) this.drawn = rev;
    }
  }

  async turn() {
    const until = Date.now() + PATIENCE;
    while (this.isBehind() && Date.now() < until) await new Promise((resolve) => { setTimeout(resolve, SOON); });
  }

  async draw(look, rev) {
    const picture = new Image();
    picture.src = `${look}?rev=${rev}`;
    await picture.decode().catch(() => {});
    // The form may be another one by now.
    const place = this.pictures.find((each) => each.dataset.look === look);
    if (place && picture.naturalWidth) this.put(place, picture);
    return picture.naturalWidth > 0;
  }

  put(place, picture) {
    Object.assign(picture, { alt: '', width: 166, height: 235 });
    picture.dataset.look = place.dataset.look;
    place.replaceWith(picture);
  }

  // Puts the pictures of a form that is gone into the one that came for it.
  back(gone) {
    for (const held of gone) {
      const place = this.pictures.find((each) => each.dataset.look === held.dataset.look);
      if (place && held.getAttribute('src')) place.replaceWith(held);
    }
  }
}
