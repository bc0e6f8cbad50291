export function createPoster({ form }) {
  return (url, data) => {
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return fetch(url, { method: "POST", body: data, headers: { "X-Requested-With": "XMLHttpRequest" } });
  };
}
