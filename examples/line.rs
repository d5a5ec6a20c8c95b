//! The least that a ratatui program does: one line, drawn once, until a key comes. What the first
//! frame of duban is held against (`benches/start.py`).

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use std::io;

fn main() -> io::Result<()> {
    crossterm::terminal::enable_raw_mode()?;
    crossterm::execute!(io::stdout(), crossterm::terminal::EnterAlternateScreen)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    terminal.draw(|frame| frame.render_widget("drawn", frame.area()))?;
    let _ = crossterm::event::read();
    crossterm::execute!(io::stdout(), crossterm::terminal::LeaveAlternateScreen)?;
    crossterm::terminal::disable_raw_mode()
}
