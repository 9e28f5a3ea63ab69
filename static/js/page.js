// What the server says this page is: its view, its device, its language. `device` is null for anybody.

export const page = JSON.parse(document.getElementById("page").textContent);
